package org.tune4j.tuner.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.SweepEvent.Ended;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.SweepEvent.Placed;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.Trial;

/**
 * Files per trial for people and tools that come from Ray Tune, in the {@linkplain TrialFolder
 * trial's folder}:
 *
 * <ul>
 *   <li>{@code params.json}: the config
 *   <li>{@code result.json}: one JSON object per result and line; {@code date} is UTC, {@code
 *       timestamp} in seconds, {@code hostname} the grid's name of the member. The config is
 *       <em>not</em> repeated on each line, as Tune does; there is no {@code pid}
 *   <li>{@code progress.csv}: the same flat, without lists; a metric that comes late widens the
 *       whole file
 *   <li>{@code error.txt}: the failures
 * </ul>
 *
 * <p>They follow from the sweep's events alone: equal events, equal bytes. After a crash of the
 * driver the files of trials that ran lately may lack their end; {@link #rewrite} makes them whole.
 * Not thread-safe.
 */
public final class ResultFiles implements Closeable {
  static final String PARAMS = "params.json";
  static final String RESULT = "result.json";
  static final String PROGRESS = "progress.csv";
  static final String ERROR = "error.txt";

  private static final int MAX_OPEN = 200;
  private static final ObjectWriter PRETTY =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private final Path results;
  private final int maxOpen;
  private final Map<String, TrialWriter> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, String> members = new HashMap<>();

  /**
   * Writes nothing yet.
   *
   * @param results the folder of all sweeps
   */
  public ResultFiles(Path results) {
    this(results, MAX_OPEN);
  }

  ResultFiles(Path results, int maxOpen) {
    this.results = results;
    this.maxOpen = maxOpen;
  }

  /** Writes {@code params.json}, unless it is there. */
  public void params(Trial trial) throws IOException {
    Path file = folder(trial.id()).resolve(PARAMS);
    if (!Files.exists(file)) {
      Files.createDirectories(folder(trial.id()));
      Files.writeString(file, PRETTY.writeValueAsString(trial.config().asMap()) + "\n");
    }
  }

  /**
   * Takes recorded events in, in their order, of any trials. When this returns, the operating
   * system has all lines.
   *
   * @throws IOException when lines of some trials could not be written; those of the others were
   */
  public void append(List<Recorded> batch) throws IOException {
    Set<String> touched = new HashSet<>();
    Failures failures = new Failures();
    for (Recorded recorded : batch) {
      switch (recorded.event()) {
        case Placed placed -> members.put(placed.trialId(), placed.placement().member());
        case Reported reported -> {
          failures.collect(() -> append(recorded, reported));
          touched.add(reported.result().trialId());
        }
        case Ended ended -> failures.collect(() -> end(recorded, ended));
        default -> {}
      }
    }
    for (String trialId : touched) {
      TrialWriter writer = open.get(trialId);
      if (writer != null) {
        failures.collect(writer::flush);
      }
    }
    failures.throwFirst();
  }

  /** One trial's trouble is not the others'. */
  private static final class Failures {
    private @Nullable IOException first;

    interface Work {
      void run() throws IOException;
    }

    void collect(Work work) {
      try {
        work.run();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }

    void throwFirst() throws IOException {
      if (first != null) {
        throw first;
      }
    }
  }

  /**
   * Makes the files of one trial anew, but for its failures: they happened, though what led to them
   * may no longer count.
   *
   * @param events those of the trial that count, in their order
   */
  public void rewrite(Trial trial, List<Recorded> events) throws IOException {
    close(trial.id());
    for (String name : List.of(PARAMS, RESULT, PROGRESS)) {
      Files.deleteIfExists(folder(trial.id()).resolve(name));
    }
    params(trial);
    append(events.stream().filter(e -> !(e.event() instanceof Ended)).toList());
  }

  @Override
  public void close() throws IOException {
    Failures failures = new Failures();
    for (String trialId : List.copyOf(open.keySet())) {
      failures.collect(() -> close(trialId));
    }
    failures.throwFirst();
  }

  private void append(Recorded recorded, Reported reported) throws IOException {
    String trialId = reported.result().trialId();
    writer(trialId).append(ResultLine.flat(reported.result(), recorded.at(), members.get(trialId)));
  }

  private void end(Recorded recorded, Ended ended) throws IOException {
    close(ended.trialId());
    members.remove(ended.trialId());
    if (ended.outcome() == Outcome.FAILED) {
      Files.createDirectories(folder(ended.trialId()));
      Files.writeString(
          folder(ended.trialId()).resolve(ERROR),
          "%s attempt %d\n%s\n\n"
              .formatted(
                  recorded.at(), ended.attempt(), Objects.requireNonNullElse(ended.message(), "")),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private TrialWriter writer(String trialId) throws IOException {
    TrialWriter writer = open.get(trialId);
    if (writer == null) {
      if (open.size() >= maxOpen) {
        close(open.keySet().iterator().next());
      }
      writer = new TrialWriter(folder(trialId));
      open.put(trialId, writer);
    }
    return writer;
  }

  private void close(String trialId) throws IOException {
    TrialWriter writer = open.remove(trialId);
    if (writer != null) {
      writer.close();
    }
  }

  private Path folder(String trialId) {
    return TrialFolder.of(results, trialId);
  }
}
