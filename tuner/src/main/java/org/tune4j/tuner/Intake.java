package org.tune4j.tuner;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.Decision;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.tuner.Attempts.Attempt;
import org.tune4j.tuner.grid.CodeBase;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.MemberCard;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.report.OutputFiles;

/**
 * Turns what the grid reports into events of the sweeps. What is no news, or of an attempt that is
 * over, becomes none and is answered at once.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** An order to start that was not confirmed after so long has got lost. */
  private static final long LOST_AFTER_MS = 4_000;

  private final Map<String, SweepRun> runs;
  private final Members members;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Transfers transfers;
  private final OutputFiles output;
  private final DriverTime time;
  private final Duration adoption;
  private final OwnDisk disk;

  Intake(
      Map<String, SweepRun> runs,
      Members members,
      Attempts attempts,
      Outbox outbox,
      Transfers transfers,
      OutputFiles output,
      DriverTime time,
      Duration adoption,
      OwnDisk disk) {
    this.runs = runs;
    this.members = members;
    this.attempts = attempts;
    this.outbox = outbox;
    this.transfers = transfers;
    this.output = output;
    this.time = time;
    this.adoption = adoption;
    this.disk = disk;
  }

  void take(List<FromMember> reports) {
    Set<ResultKey> results = new HashSet<>();
    for (FromMember report : reports) {
      switch (report) {
        case FromMember.Here r -> here(r);
        case FromMember.Left r -> left(r.member(), "is gone");
        case FromMember.Reported r -> reported(r, results);
        case FromMember.Saved r -> saved(r);
        case FromMember.Ended r -> ended(r);
        case FromMember.Output r -> printed(r);
        case FromMember.Checked r -> checked(r);
      }
    }
  }

  // ---- members ----

  private void here(FromMember.Here report) {
    MemberCard member = report.member();
    if (members.heard(member, time)) {
      LOG.info("member {} offers {}", member.address(), member.offer().total());
      attempts.ledger().join(member.id(), member.offer());
    }
    attempts.others(member.id(), report.others());
    Set<String> listed = new HashSet<>();
    for (FromMember.Held held : report.attempts()) {
      listed.add(Attempts.holder(held.trialId(), held.attempt()));
      holds(member.id(), held);
    }
    attempts.keepLeftovers(member.id(), listed);
    for (Attempt attempt : attempts.on(member.id())) {
      if (!listed.contains(Attempts.holder(attempt.trialId, attempt.number))) {
        missing(attempt);
      }
    }
  }

  private void checked(FromMember.Checked report) {
    boolean first = members.checked(report.member(), report.trainables(), report.problems());
    if (first) {
      String name = "member " + members.address(report.member());
      CodeBase.differences("this driver", CodeBase.ofThisJvm(), name, report.code())
          .forEach(line -> LOG.warn("grid: {}", line));
    }
  }

  private void holds(String member, FromMember.Held held) {
    Attempt attempt = attempts.of(held.trialId(), held.attempt());
    if (attempt != null && attempt.member().equals(member)) {
      attempt.unconfirmed = null;
      attempt.missing = 0;
      if (attempt.aborted != null && !held.over()) { // it may have got lost
        abort(attempt, attempt.aborted);
      }
      return;
    }
    SweepRun run = runOf(held.trialId());
    if (run != null && run.orphans.remove(held.trialId(), held.attempt())) {
      if (attempts.adopt(run, held.trialId(), held.attempt(), held.placement()) != null) {
        return;
      }
      String why = "others hold what it held";
      run.note(new SweepEvent.Ended(held.trialId(), held.attempt(), Outcome.LOST, why), time.now());
    }
    if (held.over() && !mayBeTakenOver(run)) {
      attempts.release(held.trialId(), held.attempt());
      outbox.tell(member, new ToMember.EndTaken(held.trialId(), held.attempt()));
    } else {
      attempts.leftover(member, held.trialId(), held.attempt(), held.placement());
      if (!mayBeTakenOver(run)) {
        String why = "this attempt counts no more";
        outbox.tell(member, new ToMember.Abort(held.trialId(), held.attempt(), why));
      }
    }
  }

  /** The member does not know an attempt that it should run: the order may have got lost. */
  private void missing(Attempt attempt) {
    if (transfers.isOffering(attempt)) {
      return;
    }
    ToMember.Start order = attempt.unconfirmed;
    if (order == null || attempt.aborted != null) {
      if (++attempt.missing >= Leftovers.MISSING_TIMES) {
        over(attempt, Outcome.LOST, "its member knows nothing of it", false);
      }
    } else if (time.worked() - attempt.sentAt > LOST_AFTER_MS) {
      transfers.start(attempt, order);
    }
  }

  /** A member is gone. */
  void left(String member, String how) {
    String address = members.address(member);
    members.left(member);
    for (Attempt attempt : attempts.leave(member)) {
      String why = "member " + address + " " + how;
      if (attempt.member().equals(member)) {
        note(attempt, new SweepEvent.Ended(attempt.trialId, attempt.number, Outcome.LOST, why));
      } else { // only a part of it was there
        abort(attempt, why);
      }
    }
  }

  /** Asks an attempt to end at once. */
  void abort(Attempt attempt, String why) {
    attempt.aborted = why;
    outbox.tell(attempt.member(), new ToMember.Abort(attempt.trialId, attempt.number, why));
  }

  // ---- attempts ----

  private record ResultKey(String trialId, int attempt, int iteration) {}

  private void reported(FromMember.Reported report, Set<ResultKey> inThisBatch) {
    Result result = report.result();
    Attempt attempt = attempts.of(result.trialId(), result.attempt());
    if (attempt == null && isOrphan(result.trialId(), result.attempt())) {
      return; // it comes again, once it is known where this attempt runs and what it holds
    }
    if (attempt != null) {
      attempt.unconfirmed = null;
    }
    Decision known = attempt == null ? Decision.STOP : attempt.run.engine.answerToRepeat(result);
    if (known != null) {
      outbox.tell(
          report.member(),
          new ToMember.Answer(
              result.trialId(), result.attempt(), result.trainingIteration(), known));
    } else if (attempt != null
        && inThisBatch.add(
            new ResultKey(result.trialId(), result.attempt(), result.trainingIteration()))) {
      note(attempt, new SweepEvent.Reported(result));
    }
  }

  /** What one prints that counts no more would come between the lines of the next. */
  private void printed(FromMember.Output report) {
    if (attempts.of(report.trialId(), report.attempt()) != null
        || isOrphan(report.trialId(), report.attempt())) {
      output.append(report.trialId(), report.stream(), report.text());
    }
  }

  private void saved(FromMember.Saved report) {
    String trialId = report.checkpoint().trialId();
    int number = report.checkpoint().attempt();
    Attempt attempt = attempts.of(trialId, number);
    if (attempt != null) {
      transfers.fetch(attempt, report);
    } else if (!isOrphan(trialId, number)) {
      outbox.tell(report.member(), Outbox.refused(report.checkpoint(), "this attempt is over"));
    }
  }

  private void ended(FromMember.Ended report) {
    Attempt attempt = attempts.of(report.trialId(), report.attempt());
    if (attempt == null && isOrphan(report.trialId(), report.attempt())) {
      return;
    }
    if (attempt != null) {
      disk.stopIfFull(attempt.member(), report);
      over(attempt, report.outcome(), report.message(), report.stillHolds());
    }
    if (!report.stillHolds()) {
      attempts.release(report.trialId(), report.attempt());
      outbox.tell(
          report.member(),
          new ToMember.EndTaken(report.trialId(), report.attempt())); // when written
    }
  }

  private void over(
      Attempt attempt, Outcome outcome, @Nullable String message, boolean stillHolds) {
    attempts.end(attempt.trialId, stillHolds);
    note(attempt, new SweepEvent.Ended(attempt.trialId, attempt.number, outcome, message));
  }

  private boolean isOrphan(String trialId, int attempt) {
    SweepRun run = runOf(trialId);
    return run == null
        ? mayBeTakenOver(null)
        : Integer.valueOf(attempt).equals(run.orphans.get(trialId));
  }

  /** Members may be faster than the one who reads the log of the sweep that they speak of. */
  private boolean mayBeTakenOver(@Nullable SweepRun run) {
    return run == null && time.worked() < adoption.toMillis();
  }

  private @Nullable SweepRun runOf(String trialId) {
    return runs.get(trialId.substring(0, Math.max(0, trialId.lastIndexOf('_'))));
  }

  private void note(Attempt attempt, SweepEvent event) {
    attempt.run.note(event, time.now());
  }
}
