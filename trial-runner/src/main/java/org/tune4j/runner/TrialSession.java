package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/**
 * Runs one attempt of one trial on one thread: setup, restore, then step → result → decision, with
 * a checkpoint where one is due, and close in any case.
 *
 * <p>{@link #run} is called once, by the trial's thread; {@link #kill} and {@link #watch} may be
 * called by any other. A thread that does not listen to its interrupt is abandoned: the attempt
 * ends without it, and whatever it says later is dropped.
 */
final class TrialSession implements Runnable {
  /** How long a trainable has to come back once it was interrupted. */
  static final long GRACE_NANOS = 10_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(TrialSession.class);

  /** Who has the word; only from USER can the attempt end. */
  private enum Turn {
    USER,
    REPORTER,
    NOBODY
  }

  private record Verdict(Outcome outcome, @Nullable String message) {}

  private record Kill(Verdict verdict, long deadlineNanos) {}

  private record Call(String name, long sinceNanos) {}

  /** Leaves the training loop, whatever it was doing. */
  private static final class End extends Exception {
    private static final long serialVersionUID = 1;
    final transient Verdict verdict;

    End(Verdict verdict) {
      super(null, null, false, false);
      this.verdict = verdict;
    }
  }

  private final Assignment trial;
  private final TrainableRegistry registry;
  private final @Nullable Path restoreFrom;
  private final WorkFolders folders;
  private final Reporter reporter;
  private final LongSupplier nanos;
  private final Runnable onEnd;
  private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.USER);
  private final AtomicReference<@Nullable Kill> kill = new AtomicReference<>();
  private final Object interrupts = new Object();
  private volatile @Nullable Call call;
  private volatile @Nullable Verdict settled;
  private volatile @Nullable Path folder;
  private @Nullable Thread thread; // guarded by interrupts; null when it must not be interrupted
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
  }

  Assignment trial() {
    return trial;
  }

  @Override
  public void run() {
    synchronized (interrupts) {
      thread = Thread.currentThread();
    }
    Trainable trainable = null;
    Verdict verdict;
    try {
      trainable = call("create", () -> registry.resolve(trial.trainable()).create());
      verdict = train(trainable);
    } catch (End end) {
      verdict = end.verdict;
    } catch (Throwable t) { // no memory or no stack between two calls
      verdict = new Verdict(Outcome.FAILED, FailureText.of("session", t));
    }
    end(trainable == null ? verdict : close(trainable, verdict), true);
  }

  /** Asks the trainable to come back, by an interrupt; the first reason is the one that counts. */
  void kill(Outcome outcome, String message) {
    Kill wanted = new Kill(new Verdict(outcome, message), nanos.getAsLong() + GRACE_NANOS);
    if (kill.compareAndSet(null, wanted)) {
      synchronized (interrupts) {
        if (thread != null) {
          thread.interrupt();
        }
      }
    }
  }

  /** To be called now and then: enforces the limits, and abandons a thread that does not listen. */
  void watch() {
    long now = nanos.getAsLong();
    Call current = call;
    if (kill.get() == null && current != null && isOver(trial.stepTimeoutS(), current, now)) {
      kill(Outcome.FAILED, timeoutMessage(current.name));
    } else if (kill.get() == null) {
      String problem = quotaProblem();
      if (problem != null) {
        kill(Outcome.FAILED, problem);
      }
    }
    Kill killed = kill.get();
    if (killed != null && now - killed.deadlineNanos >= 0) {
      abandon(killed.verdict);
    }
  }

  /** Ends the attempt without its thread, unless that is just talking to the reporter. */
  void abandon(Verdict verdict) {
    Verdict known = settled;
    if (end(known == null ? verdict : known, false)) {
      LOG.warn("{} attempt {}: abandoned its thread", trial.trialId(), trial.attempt());
    }
  }

  /** {@link #abandon} for whoever closes the pool. */
  void abandonKilled() {
    Kill killed = kill.get();
    if (killed != null) {
      abandon(killed.verdict);
    }
  }

  private Verdict train(Trainable trainable) throws End {
    Path own = takeFolder();
    TrialContext context =
        new TrialContext(
            trial.trialId(),
            trial.attempt(),
            trial.config(),
            trial.seed(),
            trial.resources(),
            WorkFolders.work(own));
    long began = nanos.getAsLong();
    call("setup", () -> nothing(() -> trainable.setup(context)));
    double setupS = seconds(began);
    Progress start = restoreFrom == null ? Progress.START : restore(trainable, restoreFrom);
    Progress progress = start.spent(setupS);
    while (true) {
      began = nanos.getAsLong();
      Map<String, ? extends @Nullable Object> step = call("step", trainable::step);
      double stepS = seconds(began);
      if (step == FunctionTrainable.OVER) {
        return finish(trainable, own, progress, "done");
      }
      Result result = read(start, progress, step, stepS);
      progress =
          new Progress(
              result.trainingIteration(),
              result.timestepsTotal(),
              result.episodesTotal(),
              result.timeTotalS());
      Decision decision = tell("report", () -> reporter.report(result));
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
      throw new End(new Verdict(Outcome.LOST, FailureText.of("trial folder", e)));
    }
  }

  private Progress restore(Trainable trainable, Path checkpoint) throws End {
    return call(
        "restore",
        () -> {
          trainable.restore(Progress.trainableFolder(checkpoint));
          return Progress.read(checkpoint);
        });
  }

  private Result read(Progress start, Progress before, @Nullable Map<?, ?> step, double stepS)
      throws End {
    if (step == null) {
      throw new End(new Verdict(Outcome.FAILED, "step: must return a map (null)"));
    }
    try {
      return StepReader.read(trial, start, before, step, stepS);
    } catch (IllegalArgumentException e) {
      throw new End(new Verdict(Outcome.FAILED, e.getMessage()));
    } catch (Throwable t) { // a toString of the user's that throws, a map that holds itself
      throw new End(new Verdict(Outcome.FAILED, FailureText.of("step", t)));
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
        call(
            "save",
            () -> {
              Folders.delete(checkpoint);
              Path inner = Files.createDirectories(Progress.trainableFolder(checkpoint));
              trainable.save(inner);
              progress.write(checkpoint);
              return !Folders.isEmpty(inner);
            });
    String problem = quotaProblem();
    if (problem != null) {
      throw new End(new Verdict(Outcome.FAILED, problem));
    }
    if (hasState) {
      tell("saved", () -> nothing(() -> reporter.saved(progress.iteration(), checkpoint)));
      savedIteration = progress.iteration();
    }
    call("save", () -> nothing(() -> Folders.delete(checkpoint)));
  }

  /** Closes the trainable; an interrupt that comes now would only disturb it. */
  private Verdict close(Trainable trainable, Verdict verdict) {
    settled = verdict;
    synchronized (interrupts) {
      thread = null;
      Thread.interrupted(); // it was meant for the training
    }
    call = new Call("close", nanos.getAsLong());
    try {
      trainable.close();
      return verdict;
    } catch (Throwable t) {
      return verdict.outcome == Outcome.FINISHED || verdict.outcome == Outcome.PAUSED
          ? new Verdict(Outcome.FAILED, FailureText.of("close", t))
          : verdict;
    } finally {
      call = null;
    }
  }

  private boolean end(Verdict verdict, boolean byItself) {
    if (!turn.compareAndSet(Turn.USER, Turn.NOBODY)) {
      return false;
    }
    synchronized (interrupts) {
      if (thread != null && thread != Thread.currentThread()) {
        thread.interrupt();
      }
      thread = null;
    }
    try {
      folders.giveBack(folder, byItself);
    } catch (IOException e) {
      LOG.warn("{}: could not empty {}", trial.trialId(), folder, e);
    }
    onEnd.run();
    try {
      reporter.ended(verdict.outcome, verdict.message);
    } catch (RuntimeException e) {
      LOG.error("{}: could not say that it ended: {}", trial.trialId(), verdict, e);
    }
    return true;
  }

  /** Calls the trainable. */
  private <T extends @Nullable Object> T call(String name, Callable<T> body) throws End {
    T value;
    call = new Call(name, nanos.getAsLong());
    try {
      value = body.call();
    } catch (Throwable t) {
      throw new End(killedOr(new Verdict(Outcome.FAILED, FailureText.of(name, t))));
    } finally {
      call = null;
    }
    Kill killed = kill.get();
    if (killed != null) {
      throw new End(killed.verdict);
    }
    return value;
  }

  /** Calls the reporter, unless the attempt has ended without this thread. */
  private <T extends @Nullable Object> T tell(String name, Callable<T> body) throws End {
    if (!turn.compareAndSet(Turn.USER, Turn.REPORTER)) {
      throw new End(new Verdict(Outcome.LOST, "abandoned"));
    }
    try {
      return body.call();
    } catch (Throwable t) {
      throw new End(killedOr(new Verdict(Outcome.LOST, FailureText.of(name, t))));
    } finally {
      turn.set(Turn.USER);
    }
  }

  private Verdict killedOr(Verdict otherwise) {
    Kill killed = kill.get();
    return killed == null ? otherwise : killed.verdict;
  }

  private static boolean isOver(double limitS, Call call, long now) {
    return limitS > 0 && now - call.sinceNanos > limitS * 1e9;
  }

  private String timeoutMessage(String name) {
    String limit = number(trial.stepTimeoutS()) + " s (step_timeout_s)";
    return name.equals("step")
        ? "no result for " + limit
        : name + ": has not come back for " + limit;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private @Nullable String quotaProblem() {
    Path own = folder;
    long quota = trial.diskQuotaBytes();
    if (quota == 0 || own == null) {
      return null;
    }
    try {
      long bytes = Folders.size(own);
      return bytes <= quota
          ? null
          : "disk quota: the trial's folder holds %d bytes, %d are allowed".formatted(bytes, quota);
    } catch (IOException e) {
      return FailureText.of("disk quota", e);
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
