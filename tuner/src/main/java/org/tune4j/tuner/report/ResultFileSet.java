package org.tune4j.tuner.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.SweepEvent.Ended;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.SweepEvent.Placed;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;
import org.tune4j.trial.Trial;

/**
 * The files that {@link ResultFiles} speaks of. Lines wait in memory for {@link #flush}, but at
 * most 64 KiB of a file, and none of a trial that has ended. One trial's trouble is not the
 * others'. Not thread-safe.
 */
final class ResultFileSet {
  static final String PARAMS = "params.json";
  static final String RESULT = "result.json";
  static final String PROGRESS = "progress.csv";
  static final String ERROR = "error.txt";

  /** In a sweep's folder: up to which event the files of its trials are whole. */
  static final String WRITTEN = ".written";

  private static final ObjectWriter PRETTY =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private final Path results;
  private final int most;
  private final BiConsumer<Path, IOException> complaint;
  private final Map<String, TrialWriter> writers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, String> members = new HashMap<>();
  private final Map<String, Progress> progress = new HashMap<>();

  /**
   * Writes nothing yet.
   *
   * @param results the folder of all sweeps
   * @param most the number of trials whose lines may wait
   * @param complaint is told of each trial's folder where something could not be written
   */
  ResultFileSet(Path results, int most, BiConsumer<Path, IOException> complaint) {
    this.results = results;
    this.most = most;
    this.complaint = complaint;
  }

  /**
   * How far the events of a sweep have come.
   *
   * @param taken the last one that was taken in
   * @param done the last one of which all that follows was taken in too: a batch may be followed by
   *     rewriting, which the caller asks for before the next batch
   * @param written the last one that {@link #WRITTEN} speaks of
   */
  private record Progress(long taken, long done, long written) {
    static final Progress NONE = new Progress(0, 0, 0);

    Progress next(long seq) {
      return new Progress(seq, taken, written);
    }

    Progress whole() {
      return new Progress(taken, taken, written);
    }

    Progress noted() {
      return new Progress(taken, done, done);
    }
  }

  /** Writes {@code params.json}, unless it is there. */
  void params(Trial trial) {
    attempt(
        trial.id(),
        () -> {
          Path file = folder(trial.id()).resolve(PARAMS);
          if (!Files.exists(file)) {
            Files.createDirectories(folder(trial.id()));
            Files.writeString(file, PRETTY.writeValueAsString(trial.config().asMap()) + "\n");
          }
        });
  }

  /** Takes recorded events in, in their order. */
  void append(List<Recorded> batch) {
    Map<String, Long> last = new HashMap<>();
    for (Recorded recorded : batch) {
      String trialId = trialOf(recorded);
      if (trialId != null) {
        attempt(trialId, () -> append(trialId, recorded));
        last.put(TrialFolder.sweepOf(trialId), recorded.seq());
      }
    }
    last.forEach(
        (sweep, seq) ->
            progress.compute(
                sweep, (s, known) -> (known == null ? Progress.NONE : known).next(seq)));
  }

  private static @Nullable String trialOf(Recorded recorded) {
    return switch (recorded.event()) {
      case Placed placed -> placed.trialId();
      case Reported reported -> reported.result().trialId();
      case Ended ended -> ended.trialId();
      default -> null;
    };
  }

  private void append(String trialId, Recorded recorded) throws IOException {
    switch (recorded.event()) {
      case Placed placed -> members.put(trialId, placed.placement().member());
      case Reported reported ->
          writer(trialId).append(reported.result(), recorded.at(), members.get(trialId));
      case Ended ended -> end(recorded, ended);
      default -> {}
    }
  }

  private void end(Recorded recorded, Ended ended) throws IOException {
    members.remove(ended.trialId());
    forget(ended.trialId());
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

  /**
   * Makes the files of one trial anew, but for its failures.
   *
   * @param events those of the trial that count, in their order
   */
  void rewrite(Trial trial, List<Recorded> events) {
    writers.remove(trial.id()); // what waited is among the events, or counts no more
    attempt(
        trial.id(),
        () -> {
          for (String name : List.of(PARAMS, RESULT, PROGRESS)) {
            Files.deleteIfExists(folder(trial.id()).resolve(name));
          }
        });
    params(trial);
    String member = trial.member();
    if (member != null) {
      members.putIfAbsent(trial.id(), member); // an earlier driver placed it
    }
    for (Recorded recorded : events) {
      if (!(recorded.event() instanceof Ended)) {
        attempt(trial.id(), () -> append(trial.id(), recorded));
      }
    }
    attempt(trial.id(), () -> forget(trial.id()));
    if (trial.status().isFinal()) {
      members.remove(trial.id());
    }
  }

  /** Hands all that waits to the operating system. */
  void flush() {
    writers.forEach((trialId, writer) -> attempt(trialId, writer::flush));
    progress.replaceAll(this::note);
  }

  /** As {@link #flush}, when nothing more will follow from what was taken in. */
  void close() {
    progress.replaceAll((sweep, known) -> known.whole());
    flush();
    writers.clear();
    members.clear();
  }

  private Progress note(String sweep, Progress known) {
    if (known.done() > known.written()) {
      Path folder = TrialFolder.ofSweep(results, sweep);
      try (FileChannel out =
          FileChannel.open(
              folder.resolve(WRITTEN), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Always as many digits, over the old ones: there is no moment at which it is empty.
        out.write(
            ByteBuffer.wrap("%019d\n".formatted(known.done()).getBytes(StandardCharsets.UTF_8)), 0);
      } catch (IOException e) {
        complaint.accept(folder, e);
      }
    }
    return known.noted();
  }

  /** The last event up to which the files of a sweep's trials are whole; 0 when that is unknown. */
  static long written(Path results, String sweep) {
    try {
      return Long.parseLong(
          Files.readString(TrialFolder.ofSweep(results, sweep).resolve(WRITTEN)).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private TrialWriter writer(String trialId) throws IOException {
    TrialWriter writer = writers.get(trialId);
    if (writer == null) {
      if (writers.size() >= most) {
        String eldest = writers.keySet().iterator().next();
        attempt(eldest, () -> forget(eldest));
      }
      writer = new TrialWriter(folder(trialId));
      writers.put(trialId, writer);
    }
    return writer;
  }

  private void forget(String trialId) throws IOException {
    TrialWriter writer = writers.remove(trialId);
    if (writer != null) {
      writer.flush();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void attempt(String trialId, Work work) {
    try {
      work.run();
    } catch (IOException e) {
      complaint.accept(folder(trialId), e);
    }
  }

  private Path folder(String trialId) {
    return TrialFolder.of(results, trialId);
  }
}
