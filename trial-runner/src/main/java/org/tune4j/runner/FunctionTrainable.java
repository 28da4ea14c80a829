package org.tune4j.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.space.Config;

/**
 * Runs a {@link TrialFunction} as a trainable: on a thread of its own, which runs only while {@link
 * #step} waits for its next report. So one report is one step.
 */
public final class FunctionTrainable implements Trainable {
  /** A step that is no step: the function returned without another report. */
  static final Map<String, @Nullable Object> OVER = Map.of(StepReader.DONE, true);

  private static final Logger LOG = LoggerFactory.getLogger(FunctionTrainable.class);
  private static final long GRACE_MS = 10_000;

  private sealed interface Message {
    record Report(Map<String, ? extends @Nullable Object> values, @Nullable Path folder)
        implements Message {}

    record Returned() implements Message {}

    record Threw(Throwable thrown) implements Message {}
  }

  private final TrialFunction function;
  private final SynchronousQueue<Message> messages = new SynchronousQueue<>();
  private final SynchronousQueue<Boolean> goOn = new SynchronousQueue<>();
  private volatile boolean stopped;
  private @Nullable TrialContext context;
  private @Nullable Path restored;
  private @Nullable Path state;
  private @Nullable Thread thread;

  private FunctionTrainable(TrialFunction function) {
    this.function = function;
  }

  /** A type under that name; each attempt runs the function once. */
  public static TrainableType of(String name, TrialFunction function) {
    return TrainableType.of(name, () -> new FunctionTrainable(function));
  }

  /** A type whose function maps a config to its metrics. */
  public static TrainableType ofMetrics(
      String name, Function<Config, ? extends Map<String, ? extends @Nullable Object>> function) {
    return of(name, (context, report) -> report.report(function.apply(context.config())));
  }

  /** A type whose function maps a config to one number. */
  public static TrainableType ofValue(
      String name, String metric, ToDoubleFunction<Config> function) {
    return of(
        name,
        (context, report) ->
            report.report(Map.of(metric, function.applyAsDouble(context.config()))));
  }

  @Override
  public void setup(TrialContext context) {
    this.context = context;
  }

  @Override
  public void restore(Path folder) {
    restored = folder;
  }

  @Override
  public Map<String, ? extends @Nullable Object> step() throws Exception {
    if (thread == null) {
      start();
    } else {
      goOn.put(true);
    }
    return switch (messages.take()) {
      case Message.Report(var values, var folder) -> {
        state = folder;
        yield values;
      }
      case Message.Returned() -> OVER;
      case Message.Threw(var thrown) -> throw asException(thrown);
    };
  }

  @Override
  public void save(Path folder) throws Exception {
    if (state != null && Files.isDirectory(state)) {
      Folders.copy(state, folder);
    }
  }

  /** Lets the function's pending report throw, interrupts it elsewhere, and waits for it. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    if (thread == null) {
      return;
    }
    thread.interrupt();
    thread.join(GRACE_MS);
    if (thread.isAlive()) {
      LOG.warn("{}: went on after it was told to stop; left behind", thread.getName());
    }
  }

  /** The function's thread, when it goes on although all is over; {@code null} when it does not. */
  @Nullable Thread leftBehind() {
    return thread != null && thread.isAlive() ? thread : null;
  }

  private void start() {
    TrialContext given = java.util.Objects.requireNonNull(context, "setup comes first");
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("function-" + given.trialId())
            .start(() -> runFunction(given));
  }

  private void runFunction(TrialContext given) {
    Message last;
    try {
      function.run(given, new Sink());
      last = new Message.Returned();
    } catch (Throwable t) {
      last = new Message.Threw(t);
    }
    try {
      if (!stopped) {
        messages.put(last);
      }
    } catch (InterruptedException e) { // closed meanwhile: nobody wants to know
      Thread.currentThread().interrupt();
    }
  }

  private static Exception asException(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (Exception) thrown;
  }

  private final class Sink implements ReportSink {
    @Override
    public void report(Map<String, ? extends @Nullable Object> values) {
      send(new Message.Report(values, null));
    }

    @Override
    public void report(Map<String, ? extends @Nullable Object> values, Path folder) {
      send(new Message.Report(values, folder));
    }

    @Override
    public @Nullable Path restored() {
      return restored;
    }

    private void send(Message.Report report) {
      try {
        if (!stopped) {
          messages.put(report);
          goOn.take();
          return;
        }
      } catch (InterruptedException e) { // by close
        Thread.interrupted();
      }
      throw new TrialStoppedException();
    }
  }
}
