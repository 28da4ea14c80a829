package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.results.FullDiskException;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.Attempts.Attempt;
import org.tune4j.tuner.grid.DamagedCheckpointException;
import org.tune4j.tuner.grid.FromMember;
import org.tune4j.tuner.grid.Grid;
import org.tune4j.tuner.grid.LostPieceException;
import org.tune4j.tuner.grid.ToMember;

/**
 * Carries checkpoints between the grid and the disk, beside the driver's thread: a large one must
 * not hold up the other trials. What came of it is done on the driver's thread, in {@link #finish}.
 */
final class Transfers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);
  private static final int AT_A_TIME = 4;

  /** A file that cannot be read so often in a row is as good as damaged. */
  private static final int READ_TRIES = 8;

  private final Grid grid;
  private final CheckpointStore checkpoints;
  private final Attempts attempts;
  private final Outbox outbox;
  private final DriverTime time;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_A_TIME, Thread.ofPlatform().daemon().name("tune-checkpoints-", 0).factory());
  private final Queue<Runnable> done = new ConcurrentLinkedQueue<>();
  private final Set<String> fetching = new HashSet<>();
  private final Set<Attempt> offering = new HashSet<>();

  Transfers(
      Grid grid, CheckpointStore checkpoints, Attempts attempts, Outbox outbox, DriverTime time) {
    this.grid = grid;
    this.checkpoints = checkpoints;
    this.attempts = attempts;
    this.outbox = outbox;
    this.time = time;
  }

  /** What has been carried since the last call becomes events and answers. */
  void finish() {
    for (Runnable next = done.poll(); next != null; next = done.poll()) {
      next.run();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Brings a checkpoint home; then it is an event of the attempt's sweep. */
  void fetch(Attempt attempt, FromMember.Saved report) {
    Checkpoint checkpoint = report.checkpoint();
    if (!fetching.add(checkpoint.id())) {
      return; // it was said again
    }
    Path file = checkpoints.file(attempt.run.name, checkpoint);
    threads.execute(
        () -> {
          Runnable outcome = fetched(attempt, report, file);
          done.add(
              () -> {
                fetching.remove(checkpoint.id());
                outcome.run();
              });
          grid.wake();
        });
  }

  private Runnable fetched(Attempt attempt, FromMember.Saved report, Path file) {
    Checkpoint checkpoint = report.checkpoint();
    try {
      boolean isNew = !isThere(checkpoint, file);
      if (isNew) {
        Files.createDirectories(file.getParent());
        grid.fetch(report, file);
      }
      return () -> arrived(attempt, report, isNew);
    } catch (LostPieceException | OutOfMemoryError e) { // which may pass
      LOG.warn("checkpoint {}: {}", checkpoint.id(), e.toString());
      return () -> outbox.tell(report.member(), Outbox.lost(checkpoint));
    } catch (IOException | RuntimeException e) {
      if (FullDiskException.isBehind(e)) { // not the trial's fault: the driver stops, as it must
        return () -> {
          throw new FullDiskException(checkpoints.results(), "checkpoint " + checkpoint.id(), e);
        };
      }
      LOG.warn("checkpoint {}: {}", checkpoint.id(), e.toString());
      return () ->
          outbox.tell(report.member(), Outbox.refused(checkpoint, "checkpoint: " + e.getMessage()));
    }
  }

  private void arrived(Attempt attempt, FromMember.Saved report, boolean isNew) {
    Checkpoint checkpoint = report.checkpoint();
    if (attempts.of(attempt.trialId, attempt.number) == attempt) {
      attempt.run.note(new SweepEvent.Saved(checkpoint), time.now()); // answered when written
    } else if (isNew) { // else it may be recorded, and what the trial goes on from
      checkpoints.delete(attempt.run.name, checkpoint);
    }
  }

  /** It comes again when the answer took long; a file of an earlier database is another one. */
  private static boolean isThere(Checkpoint checkpoint, Path file) throws IOException {
    return Files.exists(file) && CheckpointArchive.sha256(file).equals(checkpoint.sha256());
  }

  /** Sends an order to start, when what it goes on from lies in the grid. */
  void start(Attempt attempt, ToMember.Start order) {
    attempt.unconfirmed = order;
    attempt.sentAt = time.worked();
    Checkpoint from = order.from();
    if (from == null) {
      outbox.tell(attempt.member(), order);
      return;
    }
    if (!offering.add(attempt)) {
      return;
    }
    Path file = checkpoints.file(attempt.run.name, from);
    threads.execute(
        () -> {
          Runnable outcome = offered(attempt, order, from, file);
          done.add(
              () -> {
                offering.remove(attempt);
                if (attempts.of(attempt.trialId, attempt.number) == attempt) {
                  outcome.run();
                }
              });
          grid.wake();
        });
  }

  /** Whether the checkpoint that an attempt goes on from is on its way to the grid. */
  boolean isOffering(Attempt attempt) {
    return offering.contains(attempt);
  }

  private Runnable offered(Attempt attempt, ToMember.Start order, Checkpoint from, Path file) {
    try {
      grid.offer(attempt.trialId, attempt.number, from, file);
      return () -> {
        attempt.sentAt = time.worked();
        outbox.tell(attempt.member(), order);
      };
    } catch (DamagedCheckpointException e) {
      LOG.warn("trial {}: {}", attempt.trialId, e.getMessage());
      return () -> damaged(attempt, from, String.valueOf(e.getMessage()));
    } catch (LostPieceException | RuntimeException | OutOfMemoryError e) { // the grid is in motion
      LOG.warn("trial {}: {}", attempt.trialId, e.toString());
      return () -> tryAgain(attempt);
    } catch (IOException e) { // a disk may be away for a moment, and all checkpoints with it
      LOG.warn("trial {}: {} cannot be read: {}", attempt.trialId, file, e.toString());
      return () -> {
        if (++attempt.unread < READ_TRIES) {
          tryAgain(attempt);
        } else {
          damaged(attempt, from, e.toString());
        }
      };
    }
  }

  /** As an order that got lost. */
  private void tryAgain(Attempt attempt) {
    attempt.sentAt = time.worked();
  }

  private void damaged(Attempt attempt, Checkpoint checkpoint, String why) {
    attempts.end(attempt.trialId, false);
    attempt.run.note(
        new SweepEvent.Damaged(attempt.trialId, attempt.number, checkpoint, why), time.now());
  }
}
