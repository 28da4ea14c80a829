package org.tune4j.tuner;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.ResultsDb;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Attempts.Attempt;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.grid.ToMember;

/** Does what engines say: tells members, starts attempts, writes files, deletes checkpoints. */
final class Execution {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  private final ResultsDb db;
  private final CheckpointStore checkpoints;
  private final TrialFiles files;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Transfers transfers;

  Execution(
      ResultsDb db,
      CheckpointStore checkpoints,
      TrialFiles files,
      Attempts attempts,
      Outbox outbox,
      Transfers transfers) {
    this.db = db;
    this.checkpoints = checkpoints;
    this.files = files;
    this.attempts = attempts;
    this.outbox = outbox;
    this.transfers = transfers;
  }

  /** Does it, in this order. */
  void execute(SweepRun run, List<Command> commands) {
    for (Command command : commands) {
      switch (command) {
        case Command.Answer c ->
            tellHolder(
                c.trialId(),
                new ToMember.Answer(c.trialId(), c.attempt(), c.trainingIteration(), c.decision()));
        case Command.Start c -> start(run, c);
        case Command.Discard c -> checkpoints.delete(run.name, c.checkpoint());
        case Command.Store c -> {}
        case Command.Supersede c -> rewriteFiles(run, c.trialId());
        case Command.Exploited c -> exploited(run, c.exploit());
        case Command.Revoked c -> {
          run.write(db); // the files are made of what is there
          files.lineage(run.name);
        }
        case Command.Warn c -> LOG.warn("sweep {}: {}", run.name, c.text());
        case Command.End c -> {}
      }
    }
  }

  private void exploited(SweepRun run, Exploit exploit) {
    LOG.info(
        "{} goes on from {} at iteration {}",
        exploit.trialId(),
        exploit.donorId(),
        exploit.donorIteration());
    files.exploited(run.name, exploit);
  }

  private void start(SweepRun run, Command.Start command) {
    Trial trial = command.trial();
    if (trial.attempts() > 1) {
      LOG.info("{} goes on with {}", trial.id(), trial.resources());
    }
    Attempt attempt = attempts.of(trial.id(), trial.attempts());
    if (attempt != null) {
      files.begin(trial);
      transfers.start(attempt, new ToMember.Start(run.sweep.assignment(trial), command.from()));
    }
  }

  private void rewriteFiles(SweepRun run, String trialId) {
    Trial trial = run.engine.liveTrial(trialId);
    if (trial != null) {
      files.rewrite(run.name, trial);
    }
  }

  /** Tells the member where a trial runs, if it does. */
  void tellHolder(String trialId, ToMember message) {
    Attempt attempt = attempts.of(trialId);
    if (attempt != null) {
      outbox.tell(attempt.member(), message);
    }
  }
}
