package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.Attempts.Attempt;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.place.Offer;

/**
 * Turns what the grid reports into events of the sweeps. What is no news, or of an attempt that is
 * over, becomes none and is answered at once.
 */
final class Intake {
  private final Grid grid;
  private final CheckpointStore checkpoints;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Clock clock;

  Intake(Grid grid, CheckpointStore checkpoints, Attempts attempts, Outbox outbox, Clock clock) {
    this.grid = grid;
    this.checkpoints = checkpoints;
    this.attempts = attempts;
    this.outbox = outbox;
    this.clock = clock;
  }

  void take(List<FromMember> reports) {
    Set<String> results = new HashSet<>();
    for (FromMember report : reports) {
      switch (report) {
        case FromMember.Joined r -> attempts.ledger().join(r.member(), Offer.of(r.resources()));
        case FromMember.Left r -> left(r.member());
        case FromMember.Reported r -> reported(r, results);
        case FromMember.Saved r -> saved(r);
        case FromMember.Ended r -> ended(r);
      }
    }
  }

  private void reported(FromMember.Reported report, Set<String> inThisBatch) {
    Result result = report.result();
    Attempt attempt = attempts.of(result.trialId());
    Decision known = attempt == null ? Decision.STOP : attempt.run().engine.answerToRepeat(result);
    if (attempt == null || known != null) {
      Decision answer = known == null ? Decision.STOP : known;
      outbox.tell(
          report.member(),
          new ToMember.Answer(
              result.trialId(), result.attempt(), result.trainingIteration(), answer));
    } else if (inThisBatch.add(
        result.trialId() + "/" + result.attempt() + "/" + result.trainingIteration())) {
      note(attempt, new SweepEvent.Reported(result));
    }
  }

  private void saved(FromMember.Saved report) {
    Checkpoint checkpoint = report.checkpoint();
    Attempt attempt = attempts.of(checkpoint.trialId(), checkpoint.attempt());
    if (attempt == null) {
      outbox.tell(report.member(), Outbox.taken(checkpoint, "this attempt is over"));
      return;
    }
    Path file = checkpoints.file(attempt.run().name, checkpoint);
    try {
      if (!isThere(checkpoint, file)) {
        Files.createDirectories(file.getParent());
        grid.fetch(report, file);
      }
      note(attempt, new SweepEvent.Saved(checkpoint)); // answered when it is recorded
    } catch (IOException e) {
      outbox.tell(report.member(), Outbox.taken(checkpoint, "checkpoint: " + e.getMessage()));
    }
  }

  /** It comes again when the answer took long; a file of an earlier database is another one. */
  private static boolean isThere(Checkpoint checkpoint, Path file) throws IOException {
    return Files.exists(file) && CheckpointArchive.sha256(file).equals(checkpoint.sha256());
  }

  private void ended(FromMember.Ended report) {
    Attempt attempt = attempts.of(report.trialId(), report.attempt());
    if (attempt != null) {
      attempts.end(report.trialId());
      note(
          attempt,
          new SweepEvent.Ended(
              report.trialId(), report.attempt(), report.outcome(), report.message()));
    }
  }

  private void left(String member) {
    attempts
        .leave(member)
        .forEach(
            (trialId, attempt) ->
                note(
                    attempt,
                    new SweepEvent.Ended(
                        trialId,
                        attempt.number(),
                        SweepEvent.Outcome.LOST,
                        "member " + member + " is gone")));
  }

  private void note(Attempt attempt, SweepEvent event) {
    attempt.run().note(event, clock.instant());
  }
}
