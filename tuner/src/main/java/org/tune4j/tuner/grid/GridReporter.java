package org.tune4j.tuner.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 *
 * <p>While nobody drives, the trial trains on and its results are kept; whoever drives next gets
 * them one by one, oldest first, as if nothing had happened.
 */
final class GridReporter implements Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(GridReporter.class);
  private static final long RESEND_MS = 5_000;
  private static final long PUT_AGAIN_MS = 1_000;

  /** How many results wait for a driver before the trial waits with them. */
  private static final int MOST_KEPT = 1_000;

  private final String member;
  private final Assignment assignment;
  private final Chunks chunks;
  private final Path work;
  private final DriverLink driver;
  private final Ending ending;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Deque<Result> unanswered = new ArrayDeque<>();

  private record Answer(
      int iteration, @Nullable Decision decision, @Nullable String problem, boolean again) {}

  /** Who is told that the attempt is over. */
  interface Ending {
    void ended(Outcome outcome, @Nullable String message, boolean stillHolds);

    /** What it still held is free. */
    void gone();
  }

  GridReporter(
      String member,
      Assignment assignment,
      Chunks chunks,
      Path work,
      DriverLink driver,
      Ending ending) {
    this.member = member;
    this.assignment = assignment;
    this.chunks = chunks;
    this.work = work;
    this.driver = driver;
    this.ending = ending;
  }

  @Override
  public Decision report(Result result) throws InterruptedException {
    unanswered.addLast(result);
    return handOver(unanswered.size() < MOST_KEPT);
  }

  /**
   * Hands over what was reported, oldest first.
   *
   * @param mayGiveUp whether to train on when nobody drives
   * @return what follows on all of it
   */
  private Decision handOver(boolean mayGiveUp) throws InterruptedException {
    Decision decision = Decision.CONTINUE;
    while (!unanswered.isEmpty()) {
      Result oldest = unanswered.getFirst();
      int iteration = oldest.trainingIteration();
      Answer answer =
          ask(
              new FromMember.Reported(member, oldest),
              a -> a.iteration() == iteration && a.decision() != null,
              mayGiveUp);
      if (answer == null || answer.decision() == null) {
        return Decision.CONTINUE;
      }
      decision = answer.decision();
      unanswered.removeFirst();
      LOG.trace("{} {} {} {}", oldest.trialId(), oldest.attempt(), iteration, decision);
      if (decision == Decision.STOP) {
        unanswered.clear(); // what came after it does not count
      }
    }
    return decision;
  }

  @Override
  public void saved(int trainingIteration, Path folder) throws IOException, InterruptedException {
    handOver(false); // a checkpoint comes after the results that led to it
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
  public void output(String stream, String text) {
    driver.tell(
        new FromMember.Output(member, assignment.trialId(), assignment.attempt(), stream, text));
  }

  @Override
  public void ended(Outcome outcome, @Nullable String message, boolean stillHolds) {
    if (unanswered.isEmpty() || outcome == Outcome.LOST) { // what is lost begins again anyway
      ending.ended(outcome, message, stillHolds);
    } else {
      Thread.startVirtualThread(() -> handOverAndEnd(outcome, message, stillHolds));
    }
  }

  @Override
  public void gone() {
    ending.gone();
  }

  /** The attempt ended while nobody drove it. */
  private void handOverAndEnd(Outcome outcome, @Nullable String message, boolean stillHolds) {
    try {
      boolean stopped = handOver(false) == Decision.STOP;
      ending.ended(stopped ? Outcome.FINISHED : outcome, stopped ? null : message, stillHolds);
    } catch (InterruptedException e) { // nobody will ever hear its results
      ending.ended(Outcome.LOST, e.getMessage(), stillHolds);
    }
  }

  void answered(int iteration, Decision decision) {
    answers.add(new Answer(iteration, decision, null, false));
  }

  void taken(int iteration, @Nullable String problem, boolean again) {
    answers.add(new Answer(iteration, null, problem, again));
  }

  private void hand(Checkpoint checkpoint, Path file) throws IOException, InterruptedException {
    int count = Chunks.count(checkpoint.bytes());
    try {
      put(checkpoint, file);
      FromMember message = new FromMember.Saved(member, checkpoint, count);
      while (true) {
        Answer answer = ask(message, a -> isAbout(checkpoint, a), false);
        if (answer == null || answer.problem() == null) {
          return;
        }
        if (!answer.again()) {
          throw new IOException(answer.problem());
        }
        put(checkpoint, file);
      }
    } finally {
      chunks.remove(Chunks.up(checkpoint), count);
    }
  }

  private static boolean isAbout(Checkpoint checkpoint, Answer answer) {
    return answer.iteration() == checkpoint.trainingIteration() && answer.decision() == null;
  }

  /** Members come and go: it may take a while until the grid takes something. */
  private void put(Checkpoint checkpoint, Path file) throws IOException, InterruptedException {
    while (true) {
      try {
        chunks.put(Chunks.up(checkpoint), file);
        return;
      } catch (LostPieceException e) {
        LOG.debug("{}", e.getMessage());
        Thread.sleep(PUT_AGAIN_MS);
      }
    }
  }

  /**
   * Sends a message until its answer comes. Others are answers to what was sent more than once;
   * they must not make it send again, or each repeat would bring forth the next one for ever.
   *
   * @param mayGiveUp whether to return {@code null} when nobody drives
   */
  private @Nullable Answer ask(FromMember message, Predicate<Answer> isItsAnswer, boolean mayGiveUp)
      throws InterruptedException {
    while (true) {
      driver.tell(message);
      for (long waited = 0; waited < RESEND_MS; waited += DriverLink.TICK_MS) {
        Answer answer = answers.poll(DriverLink.TICK_MS, TimeUnit.MILLISECONDS);
        while (answer != null && !isItsAnswer.test(answer)) {
          answer = answers.poll();
        }
        if (answer != null) {
          return answer;
        }
        if (driver.isClosed()) {
          throw new InterruptedException("nobody drives it any more");
        }
        if (mayGiveUp && driver.isGone()) {
          return null;
        }
      }
    }
  }
}
