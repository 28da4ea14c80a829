package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.CallGuard.Call;
import org.tune4j.runner.CallGuard.Kill;
import org.tune4j.runner.Verdict.End;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/**
 * Runs one attempt of one trial on one thread: setup, restore, then step → result → decision, with
 * a checkpoint where one is due, and close in any case.
 *
 * <p>{@link #run} is called once, by the trial's thread; {@link #kill}, {@link #watch} and {@link
 * #abandon} may be called by any other. A thread that does not listen to its interrupt is
 * abandoned: the attempt ends without it, and whatever it says later is dropped.
 */
final class TrialSession implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TrialSession.class);

  private final Assignment trial;
  private final TrainableRegistry registry;
  private final @Nullable Path restoreFrom;
  private final WorkFolders folders;
  private final Reporter reporter;
  private final LongSupplier nanos;
  private final Runnable onEnd;
  private final CallGuard guard;
  private volatile @Nullable Verdict settled;
  private volatile @Nullable Path folder;
  private int savedIteration;

  /**
   * A session that waits for its thread.
   *
   * @param restoreFrom a checkpoint folder as it was handed to {@link Reporter#saved}
   * @param folders where it gets its folder from
   * @param nanos the clock, such as {@link System#nanoTime}
   * @param onEnd called once, just before the reporter hears that the attempt ended
   */
  TrialSession(
      Assignment trial,
      TrainableRegistry registry,
      @Nullable Path restoreFrom,
      WorkFolders folders,
      Reporter reporter,
      LongSupplier nanos,
      Runnable onEnd) {
    this.trial = trial;
    this.registry = registry;
    this.restoreFrom = restoreFrom;
    this.folders = folders;
    this.reporter = reporter;
    this.nanos = nanos;
    this.onEnd = onEnd;
    this.guard = new CallGuard(nanos);
  }

  Assignment trial() {
    return trial;
  }

  @Override
  public void run() {
    guard.enter();
    Trainable trainable = null;
    Verdict verdict;
    try {
      trainable = guard.call("create", () -> registry.resolve(trial.trainable()).create());
      verdict = train(trainable);
    } catch (End end) {
      verdict = end.verdict;
    } catch (Throwable t) { // no memory or no stack between two calls
      verdict = Verdict.failed(FailureText.of("session", t));
    }
    guard.shield();
    settled = verdict;
    end(trainable == null ? verdict : close(trainable, verdict), true);
  }

  /** Asks the trainable to come back, by an interrupt. */
  void kill(Outcome outcome, String message) {
    guard.kill(new Verdict(outcome, message));
  }

  /** To be called now and then: enforces the limits, and abandons a thread that does not listen. */
  void watch() {
    long now = nanos.getAsLong();
    if (guard.killed() == null) {
      String reason = excess(now);
      if (reason != null) {
        kill(Outcome.FAILED, reason);
      }
    }
    Kill killed = guard.killed();
    if (killed != null && now - killed.deadlineNanos() >= 0) {
      abandon();
    }
  }

  /** Ends a killed attempt without its thread, unless that is just talking to the reporter. */
  void abandon() {
    Kill killed = guard.killed();
    Verdict known = settled;
    if (killed != null && end(known == null ? killed.verdict() : known, false)) {
      guard.interrupt();
      LOG.warn("{} attempt {}: left its thread behind", trial.trialId(), trial.attempt());
    }
  }

  private @Nullable String excess(long now) {
    Call call = guard.current();
    String late = call == null ? null : Limits.time(trial, call.name(), now - call.sinceNanos());
    return late == null ? Limits.disk(trial, folder) : late;
  }

  private Verdict train(Trainable trainable) throws End {
    Path own = takeFolder();
    long began = nanos.getAsLong();
    setUp(trainable, own);
    double setupS = seconds(began);
    Progress start = restoreFrom == null ? Progress.START : restore(trainable, restoreFrom);
    Progress progress = start.spent(setupS);
    while (true) {
      began = nanos.getAsLong();
      Map<String, ? extends @Nullable Object> step = guard.call("step", trainable::step);
      double stepS = seconds(began);
      if (step == FunctionTrainable.OVER) {
        return finish(trainable, own, progress, "done");
      }
      Result result = read(start, progress, step, stepS);
      progress = Progress.of(result);
      Decision decision = guard.tell("report", () -> reporter.report(result));
      if (isDue(progress.iteration()) || (decision == Decision.PAUSE && !result.done())) {
        save(trainable, own, progress);
      }
      if (result.done() || decision == Decision.STOP) {
        return finish(trainable, own, progress, result.done() ? "done" : null);
      }
      if (decision == Decision.PAUSE) {
        return new Verdict(Outcome.PAUSED, null);
      }
    }
  }

  private Path takeFolder() throws End {
    try {
      Path taken = folders.take();
      folder = taken;
      return taken;
    } catch (IOException e) {
      throw new End(Verdict.failed(FailureText.of("trial folder", e)));
    }
  }

  private void setUp(Trainable trainable, Path own) throws End {
    TrialContext context =
        new TrialContext(
            trial.trialId(),
            trial.attempt(),
            trial.config(),
            trial.seed(),
            trial.placement(),
            WorkFolders.work(own));
    guard.call("setup", () -> nothing(() -> trainable.setup(context)));
  }

  private Progress restore(Trainable trainable, Path checkpoint) throws End {
    return guard.call(
        "restore",
        () -> {
          trainable.restore(Progress.trainableFolder(checkpoint));
          return Progress.read(checkpoint);
        });
  }

  private Result read(Progress start, Progress before, @Nullable Map<?, ?> step, double stepS)
      throws End {
    if (step == null) {
      throw new End(Verdict.failed("step: must return a map (null)"));
    }
    try {
      return StepReader.read(trial, start, before, step, stepS);
    } catch (StepReader.InvalidStepException e) {
      throw new End(new Verdict(Outcome.FAILED, e.getMessage()));
    } catch (Throwable t) { // a toString of the user's that throws, a map that holds itself
      throw new End(Verdict.failed(FailureText.of("step", t)));
    }
  }

  private boolean isDue(int iteration) {
    return trial.checkpointFrequency() > 0 && iteration % trial.checkpointFrequency() == 0;
  }

  private Verdict finish(Trainable trainable, Path own, Progress progress, @Nullable String message)
      throws End {
    if (trial.checkpointAtEnd() && progress.iteration() > savedIteration) {
      save(trainable, own, progress);
    }
    return new Verdict(Outcome.FINISHED, message);
  }

  private void save(Trainable trainable, Path own, Progress progress) throws End {
    Path checkpoint = WorkFolders.checkpoint(own);
    boolean hasState =
        guard.call(
            "save",
            () -> {
              Folders.delete(checkpoint);
              Path inner = Files.createDirectories(Progress.trainableFolder(checkpoint));
              trainable.save(inner);
              progress.write(checkpoint);
              return !Folders.isEmpty(inner);
            });
    String excess = Limits.disk(trial, own);
    if (excess != null) {
      throw new End(Verdict.failed(excess));
    }
    if (hasState) {
      guard.tell("saved", () -> nothing(() -> reporter.saved(progress.iteration(), checkpoint)));
      savedIteration = progress.iteration();
    }
    guard.call("save", () -> nothing(() -> Folders.delete(checkpoint)));
  }

  private Verdict close(Trainable trainable, Verdict verdict) {
    try {
      guard.call("close", () -> nothing(trainable::close));
      return verdict;
    } catch (End end) { // does not change how a failed or killed one ended
      return verdict.isGood() && guard.killed() == null ? end.verdict : verdict;
    }
  }

  private boolean end(Verdict verdict, boolean byItself) {
    if (!guard.takeLastWord()) {
      return false;
    }
    if (byItself) {
      Thread.interrupted(); // what close left behind is not meant for the reporter
    }
    try {
      folders.giveBack(folder, byItself);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: could not empty {}", trial.trialId(), folder, e);
    }
    onEnd.run();
    try {
      reporter.ended(verdict.outcome(), verdict.message());
    } catch (RuntimeException e) {
      LOG.error("{}: could not say that it ended: {}", trial.trialId(), verdict, e);
    }
    return true;
  }

  private double seconds(long since) {
    return (nanos.getAsLong() - since) / 1e9;
  }

  private interface Action {
    void run() throws Exception;
  }

  private static boolean nothing(Action action) throws Exception {
    action.run();
    return true;
  }
}
