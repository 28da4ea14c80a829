package org.tune4j.tuner.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.runner.Decision;
import org.tune4j.runner.Reporter;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/**
 * Carries the reports of one attempt to its driver. What was not answered in time is sent again:
 * the driver knows repeats by their iteration.
 */
final class GridReporter implements Reporter {
  private static final int RESEND_AFTER_S = 30;

  private final String member;
  private final Assignment assignment;
  private final Chunks chunks;
  private final Path work;
  private final Consumer<FromMember> send;
  private final Runnable whenOver;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

  private record Answer(int iteration, @Nullable Decision decision, @Nullable String problem) {}

  GridReporter(
      String member,
      Assignment assignment,
      Chunks chunks,
      Path work,
      Consumer<FromMember> send,
      Runnable whenOver) {
    this.member = member;
    this.assignment = assignment;
    this.chunks = chunks;
    this.work = work;
    this.send = send;
    this.whenOver = whenOver;
  }

  @Override
  public Decision report(Result result) throws InterruptedException {
    FromMember message = new FromMember.Reported(member, result);
    while (true) {
      Answer answer = ask(message);
      if (answer.iteration() == result.trainingIteration() && answer.decision() != null) {
        return answer.decision();
      }
    }
  }

  @Override
  public void saved(int trainingIteration, Path folder) throws IOException, InterruptedException {
    Path file =
        Files.createDirectories(work)
            .resolve(
                "%s_%d_%d.zip"
                    .formatted(assignment.trialId(), assignment.attempt(), trainingIteration));
    try {
      CheckpointArchive.Packed packed = CheckpointArchive.pack(folder, file);
      Checkpoint checkpoint =
          new Checkpoint(
              assignment.trialId(),
              assignment.attempt(),
              trainingIteration,
              packed.bytes(),
              packed.sha256());
      hand(checkpoint, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void ended(Outcome outcome, @Nullable String message, boolean stillHolds) {
    whenOver.run();
    send.accept(
        new FromMember.Ended(member, assignment.trialId(), assignment.attempt(), outcome, message));
  }

  void answered(int iteration, Decision decision) {
    answers.add(new Answer(iteration, decision, null));
  }

  void taken(int iteration, @Nullable String problem) {
    answers.add(new Answer(iteration, null, problem));
  }

  private void hand(Checkpoint checkpoint, Path file) throws IOException, InterruptedException {
    int count = Chunks.count(checkpoint.bytes());
    try {
      chunks.put(Chunks.up(checkpoint), file);
      FromMember message = new FromMember.Saved(member, checkpoint, count);
      while (true) {
        Answer answer = ask(message);
        if (answer.iteration() == checkpoint.trainingIteration() && answer.decision() == null) {
          if (answer.problem() != null) {
            throw new IOException(answer.problem());
          }
          return;
        }
      }
    } finally {
      chunks.remove(Chunks.up(checkpoint), count);
    }
  }

  private Answer ask(FromMember message) throws InterruptedException {
    send.accept(message);
    while (true) {
      Answer answer = answers.poll(RESEND_AFTER_S, TimeUnit.SECONDS);
      if (answer != null) {
        return answer;
      }
      send.accept(message);
    }
  }
}
