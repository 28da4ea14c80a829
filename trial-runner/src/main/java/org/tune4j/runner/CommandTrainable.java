package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Runs any program: a line of JSON that it prints, or appends to its results file, is one step.
 * There is no handshake. The program goes on while its results are decided on, until a full pipe
 * makes it wait; what it reports after it was told to stop is dropped. Exit code 0 means that it is
 * done.
 */
final class CommandTrainable implements ProcessTrainable {
  /** Says in {@code run} that the assignment has the command. */
  static final TrainableType TYPE =
      TrainableType.of(
          "command",
          () -> {
            throw new InvalidInputException(
                new Problem(
                    "run: command: there must be a command to run",
                    null,
                    "add command: [python3, train.py]"));
          });

  private static final String CHECKPOINT = "checkpoint";

  /** So many results may wait here; the others wait in the pipe. */
  private static final int WAITING = 8;

  private sealed interface Event {
    record Step(Map<String, @Nullable Object> values, @Nullable Path checkpoint) implements Event {}

    record Broken(String why) implements Event {}

    /** No more results will come. */
    record End() implements Event {}
  }

  private final Assignment trial;
  private final ProcessSpec spec;
  private final OutputSink sink;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean stopped;
  private volatile @Nullable TrialProcess process;
  private @Nullable TrialFolder folder;
  private @Nullable OutputPump results;
  private @Nullable Path restored;
  private @Nullable Path checkpoint;
  private boolean done;
  private long taken; // only its pump's
  private volatile boolean taking;

  CommandTrainable(Assignment trial, ProcessSpec spec, OutputSink sink) {
    this.trial = trial;
    this.spec = spec;
    this.sink = sink;
  }

  @Override
  public void setup(TrialContext context) throws IOException {
    folder = TrialFolder.create(context.folder(), trial, spec);
  }

  @Override
  public void restore(Path from) {
    restored = from;
  }

  @Override
  public Map<String, ? extends @Nullable Object> step() throws Exception {
    if (checkpoint != null) {
      Folders.delete(checkpoint);
      checkpoint = null;
    }
    if (process == null) {
      start();
    }
    return switch (next()) {
      case Event.Step(var values, var brought) -> {
        checkpoint = brought;
        done = Boolean.TRUE.equals(values.get(StepReader.DONE));
        yield values;
      }
      case Event.Broken(var why) -> throw new ProcessFailedException(why);
      case Event.End() -> over();
    };
  }

  @Override
  public boolean bringsCheckpoint() {
    return checkpoint != null;
  }

  @Override
  public void save(Path to) throws IOException {
    if (checkpoint != null) {
      TrialFolder.moveContents(checkpoint, to);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    events.clear(); // a pump that waits for room goes on, so that the process can go on and end
    TrialProcess running = process;
    if (running != null) {
      running.stop(done);
    }
    if (results != null) {
      results.awaitEnd(TrialProcess.END_OF_STREAM_MS);
    }
  }

  @Override
  public void kill() {
    TrialProcess running = process;
    if (running != null) {
      running.child().kill();
    }
  }

  @Override
  public void flushOutput() {
    TrialProcess running = process;
    if (running != null) {
      running.flushOutput();
    }
  }

  private void start() throws IOException, ProcessFailedException {
    TrialFolder own = Objects.requireNonNull(folder, "setup comes first");
    List<String> command = CommandTemplate.fill(spec.command(), trial, own.root().toString());
    Map<String, String> environment = TrialEnvironment.of(trial, spec, own, restored);
    String file = spec.resultsFile();
    boolean prints = file == null;
    TrialProcess started =
        TrialProcess.start(
            trial,
            command,
            environment,
            own,
            sink,
            prints ? this::resultsIn : OutputCapture::target,
            prints ? this::endOfResults : () -> {});
    process = started;
    if (file != null) {
      results =
          OutputPump.start(
              "results-" + trial.trialId(),
              new FileFollower(own.root().resolve(file), started.child()::isAlive),
              new ResultLines(this::accept, (bytes, offset, length) -> {}),
              this::endOfResults);
    }
  }

  /** The next event; what nobody announces is that someone beyond reach holds the pipe open. */
  private Event next() throws InterruptedException {
    ChildProcess child = Objects.requireNonNull(process).child();
    int silentSinceEnd = 0;
    while (true) {
      Event event = events.poll(1, TimeUnit.SECONDS);
      if (event != null) {
        return event;
      }
      silentSinceEnd = child.isAlive() || taking ? 0 : silentSinceEnd + 1;
      if (silentSinceEnd >= 2) {
        return new Event.End();
      }
    }
  }

  private Map<String, @Nullable Object> over() throws InterruptedException, ProcessFailedException {
    TrialProcess ended = Objects.requireNonNull(process);
    int code = ended.child().waitFor();
    if (code == 0) {
      return FunctionTrainable.OVER;
    }
    String hint =
        code == 127 ? "\n  Maybe there is no such program: " + spec.command().getFirst() + "." : "";
    throw new ProcessFailedException(ended.failure("the command", code) + hint);
  }

  private OutputPump.Target resultsIn(OutputCapture kept) {
    return new ResultLines(this::accept, kept::write);
  }

  /** Called by the pump. */
  private void accept(Map<String, @Nullable Object> values) throws InterruptedException {
    if (stopped) {
      return;
    }
    events.put(event(values)); // there is room once it was told to stop
  }

  private Event event(Map<String, @Nullable Object> values) {
    Object name = values.remove(CHECKPOINT);
    if (name == null) {
      return new Event.Step(values, null);
    }
    if (!(name instanceof String text)) {
      return new Event.Broken("checkpoint: must be a text (" + name + ")");
    }
    taking = true; // a copy may take longer than the command
    try {
      Path brought = Objects.requireNonNull(folder).take(text, taken++, () -> stopped);
      return new Event.Step(values, brought);
    } catch (ProcessFailedException e) {
      return new Event.Broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Event.Broken("checkpoint: " + text + ": could not be taken: " + e);
    } finally {
      taking = false;
    }
  }

  private void endOfResults() {
    try {
      if (!stopped) {
        events.put(new Event.End());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody wants to know
    }
  }
}
