package org.tune4j.tuner.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;

/**
 * The lines of one trial that wait to be appended to its {@code result.json} and {@code
 * progress.csv}. No file is open between calls. Not thread-safe.
 */
final class TrialWriter {
  private static final List<String> FIRST_COLUMNS =
      List.of("training_iteration", "timesteps_total", "episodes_total", "time_total_s");

  /** Characters of a file; beyond these, lines do not wait. */
  private static final int ENOUGH = 1 << 16;

  private final Path jsonFile;
  private final Path csvFile;
  private final Set<String> columns;
  private final StringBuilder json = new StringBuilder();
  private final StringBuilder csv = new StringBuilder();
  private @Nullable LineTemplate template;

  TrialWriter(Path folder) throws IOException {
    Files.createDirectories(folder);
    jsonFile = folder.resolve(ResultFileSet.RESULT);
    csvFile = folder.resolve(ResultFileSet.PROGRESS);
    columns = new LinkedHashSet<>(Csv.header(csvFile));
  }

  void append(Result result, Instant at, @Nullable String member) throws IOException {
    LineTemplate usual = template;
    if (usual == null || !usual.fits(result, member)) {
      appendUnusual(result, at, member);
    } else {
      usual.append(result, at, json, csv);
    }
    if (json.length() > ENOUGH || csv.length() > ENOUGH) {
      flush();
    }
  }

  private void appendUnusual(Result result, Instant at, @Nullable String member)
      throws IOException {
    SortedMap<String, @Nullable Object> flat = ResultLine.flat(result, at, member);
    json.append(ResultLine.json(flat)).append('\n');
    addColumns(flat);
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    columns.forEach(name -> row.add(flat.get(name)));
    csv.append(Csv.line(row));
    if (result.extra() == null) {
      template = new LineTemplate(result, member, columns);
    }
  }

  /** Hands all that waits to the operating system. */
  void flush() throws IOException {
    try {
      flush(json, jsonFile);
    } finally {
      flush(csv, csvFile);
    }
  }

  private static void flush(StringBuilder lines, Path file) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    lines.setLength(
        0); // lost when they cannot be written: a disk that is full must not fill memory
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = out.size();
      try {
        for (long at = end; bytes.hasRemaining(); ) {
          at += out.write(bytes, at);
        }
      } catch (IOException e) {
        out.truncate(end); // no half lines
        throw e;
      }
    }
  }

  private void addColumns(SortedMap<String, @Nullable Object> flat) throws IOException {
    int before = columns.size();
    if (before == 0) {
      columns.addAll(FIRST_COLUMNS);
    }
    for (Map.Entry<String, @Nullable Object> entry : flat.entrySet()) {
      if (!(entry.getValue() instanceof List || entry.getValue() instanceof Map)) {
        columns.add(entry.getKey());
      }
    }
    if (columns.size() > before) {
      template = null;
      if (before == 0) {
        csv.append(Csv.line(columns));
      } else {
        flush(csv, csvFile);
        Csv.widen(csvFile, List.copyOf(columns), columns.size() - before);
      }
    }
  }
}
