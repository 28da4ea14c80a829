package org.tune4j.tuner.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Appends to {@code result.json} and {@code progress.csv} of one trial. */
final class TrialWriter implements Closeable {
  private static final List<String> FIRST_COLUMNS =
      List.of("training_iteration", "timesteps_total", "episodes_total", "time_total_s");

  private final Path csvFile;
  private final Writer json;
  private final Set<String> columns;
  private Writer csv;

  TrialWriter(Path folder) throws IOException {
    Files.createDirectories(folder);
    csvFile = folder.resolve(ResultFiles.PROGRESS);
    columns = new LinkedHashSet<>(Csv.header(csvFile));
    json = appender(folder.resolve(ResultFiles.RESULT));
    csv = appender(csvFile);
  }

  void append(SortedMap<String, @Nullable Object> flat) throws IOException {
    json.write(ResultLine.json(flat));
    json.write('\n');
    addColumns(flat);
    List<@Nullable Object> row = new ArrayList<>(columns.size());
    columns.forEach(name -> row.add(flat.get(name)));
    csv.write(Csv.line(row));
  }

  void flush() throws IOException {
    json.flush();
    csv.flush();
  }

  @Override
  public void close() throws IOException {
    try (json) {
      csv.close();
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
    if (before == 0) {
      csv.write(Csv.line(columns));
    } else if (columns.size() > before) {
      csv.close();
      Csv.widen(csvFile, List.copyOf(columns), columns.size() - before);
      csv = appender(csvFile);
    }
  }

  private static Writer appender(Path file) throws IOException {
    return Files.newBufferedWriter(
        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
