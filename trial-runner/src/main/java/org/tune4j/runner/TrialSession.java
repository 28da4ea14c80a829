package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
  private volatile @Nullable ProcessTrainable process;
  private final long beganNanos;
  private final CountDownLatch told = new CountDownLatch(1);
  private final Object output = new Object();
  private boolean silent; // guarded by output
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
    this.guard = new CallGuard(nanos, graceNanos(trial));
    this.beganNanos = nanos.getAsLong();
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
      trainable = guard.call("create", this::create);
      verdict = train(trainable);
    } catch (End end) {
      verdict = end.verdict;
    } catch (Throwable t) { // no memory or no stack between two calls
      verdict = Verdict.failed(FailureText.of("session", t));
    }
    guard.shield();
    settled = verdict;
    if (trainable != null) {
      verdict = close(trainable, verdict);
    }
    Thread rest = trainable instanceof FunctionTrainable f ? f.leftBehind() : null;
    boolean ended = end(verdict, true, rest != null);
    if (!ended || rest != null) {
      sayGone(rest);
    }
  }

  /** How long an attempt has to end once it was killed. */
  static long graceNanos(Assignment trial) {
    ProcessSpec spec = trial.process();
    double more =
        spec == null ? 0 : Math.min(spec.stopGraceS(), 1e8); // three years do not overflow
    return CallGuard.GRACE_NANOS + (long) (more * 1e9);
  }

  private Trainable create() {
    ProcessSpec spec = trial.process();
    if (spec == null) {
      return registry.resolve(trial.trainable()).create();
    }
    ProcessTrainable created =
        spec.command().isEmpty()
            ? new ForkedTrainable(trial, spec, this::output)
            : new CommandTrainable(trial, spec, this::output);
    process = created;
    return created;
  }

  /** Asks the trainable to come back, by an interrupt. */
  void kill(Outcome outcome, String message) {
    guard.kill(new Verdict(outcome, message));
  }

  /** To be called now and then: enforces the limits, and abandons a thread that does not listen. */
  void watch() {
    long now = nanos.getAsLong();
    ProcessTrainable printing = process;
    if (printing != null) {
      printing.flushOutput();
    }
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
    if (killed != null && end(known == null ? killed.verdict() : known, false, true)) {
      guard.interrupt();
      ProcessTrainable left = process;
      if (left != null) {
        left.kill();
      }
      LOG.warn("{} attempt {}: left its thread behind", trial.trialId(), trial.attempt());
    }
  }

  private @Nullable String excess(long now) {
    Call call = guard.current();
    String late = call == null ? null : Limits.time(trial, call.name(), now - call.sinceNanos());
    if (late == null && settled == null) {
      late = Limits.attempt(trial, now - beganNanos);
    }
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
      if (decision == Decision.PAUSE) {
        return pause(trainable, own, progress, result.done());
      }
      if (isDue(trainable, progress)) {
        save(trainable, own, progress);
      }
      if (result.done() || decision == Decision.STOP) {
        return finish(trainable, own, progress, result.done() ? "done" : null);
      }
    }
  }

  /** What cannot be saved while a sweep is interrupted is lost, but that is no failure. */
  private Verdict pause(Trainable trainable, Path own, Progress progress, boolean done) throws End {
    try {
      if (!done || isDue(trainable, progress)) {
        save(trainable, own, progress);
      }
      return done ? finish(trainable, own, progress, "done") : new Verdict(Outcome.PAUSED, null);
    } catch (End end) {
      if (guard.killed() != null) {
        throw end;
      }
      return new Verdict(Outcome.PAUSED, end.verdict.message());
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

  private boolean isDue(Trainable trainable, Progress progress) {
    return (trial.checkpointFrequency() > 0
            && progress.iteration() % trial.checkpointFrequency() == 0)
        || (trainable instanceof ProcessTrainable p && p.bringsCheckpoint());
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

  private boolean end(Verdict verdict, boolean byItself, boolean stillHolds) {
    if (!guard.takeLastWord()) {
      return false;
    }
    if (byItself) {
      Thread.interrupted(); // what close left behind is not meant for the reporter
    }
    synchronized (output) {
      silent = true;
    }
    try {
      folders.giveBack(folder, !stillHolds);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: could not empty {}", trial.trialId(), folder, e);
    }
    onEnd.run();
    try {
      reporter.ended(verdict.outcome(), verdict.message(), stillHolds);
    } catch (RuntimeException e) {
      LOG.error("{}: could not say that it ended: {}", trial.trialId(), verdict, e);
    }
    told.countDown();
    return true;
  }

  /** What was left behind, this thread or one that it waits for, has come to its end after all. */
  private void sayGone(@Nullable Thread rest) {
    try {
      if (rest != null) {
        rest.join();
      }
      told.await(); // who ended the attempt may not have said so yet
      reporter.gone();
    } catch (InterruptedException e) { // nobody knows this thread any more
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("{}: could not say that it is gone", trial.trialId(), e);
    }
  }

  private void output(String stream, String text) {
    synchronized (output) {
      if (silent) {
        return;
      }
      try {
        reporter.output(stream, text);
      } catch (RuntimeException e) {
        LOG.warn("{}: could not hand over what it printed", trial.trialId(), e);
      }
    }
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
