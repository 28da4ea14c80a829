package org.tune4j.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/** A reporter that writes down what it was told, and fails when the order of the calls is wrong. */
final class Recorder implements Reporter {
  private final Function<Result, Decision> decide;
  private final Path checkpoints;
  private final CountDownLatch over = new CountDownLatch(1);
  final List<Result> results = new ArrayList<>();
  final List<Integer> saved = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  final Map<String, StringBuilder> output = new TreeMap<>();
  final CountDownLatch gone = new CountDownLatch(1);
  volatile boolean stillHolds;
  volatile @Nullable Outcome outcome;
  volatile @Nullable String message;
  volatile boolean interruptedAtEnd;

  Recorder(Path checkpoints, Function<Result, Decision> decide) {
    this.checkpoints = checkpoints;
    this.decide = decide;
  }

  /** Never stops anything. */
  Recorder(Path checkpoints) {
    this(checkpoints, result -> Decision.CONTINUE);
  }

  @Override
  public synchronized Decision report(Result result) {
    note("result " + result.trainingIteration());
    results.add(result);
    return decide.apply(result);
  }

  @Override
  public synchronized void saved(int trainingIteration, Path folder) throws IOException {
    note("saved " + trainingIteration);
    saved.add(trainingIteration);
    Folders.copy(folder, checkpoint(trainingIteration));
  }

  @Override
  public synchronized void output(String stream, String text) {
    if (outcome != null) {
      throw new AssertionError("output came after the end");
    }
    output.computeIfAbsent(stream, s -> new StringBuilder()).append(text);
  }

  @Override
  public synchronized void gone() {
    gone.countDown();
  }

  @Override
  public synchronized void ended(Outcome outcome, @Nullable String message, boolean stillHolds) {
    note("ended " + outcome);
    this.stillHolds = stillHolds;
    interruptedAtEnd = Thread.currentThread().isInterrupted();
    this.outcome = outcome;
    this.message = message;
    over.countDown();
  }

  /** All that was printed to a stream. */
  synchronized String output(String stream) {
    return output.getOrDefault(stream, new StringBuilder()).toString();
  }

  Path checkpoint(int trainingIteration) {
    return checkpoints.resolve("kept_" + trainingIteration);
  }

  /** Waits for the end. */
  Recorder await() throws InterruptedException {
    if (!over.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("has not ended within 20 s: " + log);
    }
    return this;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  private void note(String entry) {
    if (outcome != null) {
      throw new AssertionError(entry + " came after the end");
    }
    log.add(entry);
  }
}
