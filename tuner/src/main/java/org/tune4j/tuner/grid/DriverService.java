package org.tune4j.tuner.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.runner.Folders;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartSpec;
import org.tune4j.runner.SessionPool;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.tuner.grid.BookedElsewhere.Refusal;
import org.tune4j.yaml.InvalidInputException;

/**
 * What a member does for one driver, and for those that come after it on the same database: runs
 * sessions, and remembers each attempt until its end is recorded. Thread-safe.
 */
final class DriverService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DriverService.class);

  /** How long an attempt waits for what one of before is just giving up, in seconds. */
  private static final long GPU_FREE_S = 30;

  private final MemberCard card;
  private final String driver;
  private final DriverLink link;
  private final Chunks chunks;
  private final TrainableRegistry trainables;
  private final GridParts parts;
  private final Bookings bookings;
  private final Path work;
  private final SessionPool sessions;
  private final Map<Key, AttemptHere> attempts = new ConcurrentHashMap<>();

  /** Guards under which name attempts book. */
  private final Object booking = new Object();

  private String holder; // guarded by booking

  /** Guards that an attempt whose end was told is not said to run afterwards. */
  private final Object telling = new Object();

  private record Key(String trialId, int attempt) {}

  /** An attempt and, once it is over, what its driver must hear of that. */
  private static final class AttemptHere {
    final Assignment assignment;
    final long hold;
    volatile @Nullable GridReporter reporter;
    volatile @Nullable String aborted;
    volatile FromMember.@Nullable Ended end;

    /**
     * An attempt that has not begun.
     *
     * @param hold names what it holds on other members
     */
    AttemptHere(Assignment assignment, long hold) {
      this.assignment = assignment;
      this.hold = hold;
    }

    FromMember.Held held() {
      return new FromMember.Held(
          assignment.trialId(), assignment.attempt(), assignment.placement(), isOver());
    }

    /** Whether it has ended and nothing of it is left. */
    boolean isOver() {
      FromMember.Ended ended = end;
      return ended != null && !ended.stillHolds();
    }
  }

  /**
   * Serves a driver from now on.
   *
   * @param driver the uid of its database
   * @param parts where its trials run their parts
   * @param bookings what the attempts of all drivers hold here
   * @param work where its trials keep their folders
   */
  DriverService(
      MemberCard card,
      String driver,
      DriverLink link,
      Chunks chunks,
      TrainableRegistry trainables,
      GridParts parts,
      Bookings bookings,
      Path work) {
    this.card = card;
    this.driver = driver;
    this.holder = driver;
    this.link = link;
    this.chunks = chunks;
    this.trainables = trainables;
    this.parts = parts;
    this.bookings = bookings;
    this.work = work;
    this.sessions = new SessionPool(trainables, work, this::startPart);
  }

  DriverLink link() {
    return link;
  }

  /**
   * Ends all attempts. What cannot be ended keeps what it holds until it is gone; for a new driver
   * of the same database, which knows nothing of it, that is held by another.
   */
  @Override
  public void close() {
    synchronized (booking) {
      holder = "once " + driver;
      for (AttemptHere attempt : attempts.values()) {
        bookings.handOver(attempt, holder);
        parts.handOver(attempt.hold, holder);
      }
    }
    sessions.close();
    link.close();
    try {
      Folders.delete(work);
    } catch (IOException e) {
      LOG.warn("{} could not be deleted: {}", work, e.toString());
    }
  }

  void obey(ToMember message) {
    switch (message) {
      case ToMember.Start m -> start(m);
      case ToMember.Answer m -> {
        GridReporter reporter = reporter(m.trialId(), m.attempt());
        if (reporter != null) {
          reporter.answered(m.trainingIteration(), m.decision());
        }
      }
      case ToMember.CheckpointTaken m -> {
        GridReporter reporter = reporter(m.trialId(), m.attempt());
        if (reporter != null) {
          reporter.taken(m.trainingIteration(), m.problem(), m.again());
        }
      }
      case ToMember.EndTaken m ->
          attempts.computeIfPresent(
              new Key(m.trialId(), m.attempt()), (k, a) -> a.isOver() ? null : a);
      case ToMember.Abort m -> abort(m);
      case ToMember.Check m ->
          link.tell(
              new FromMember.Checked(card.id(), m.trainables(), problems(m), CodeBase.ofThisJvm()));
    }
  }

  /** Says what this member has of the driver, and again the ends that are not recorded yet. */
  void sayHere() {
    synchronized (telling) {
      link.tell(here());
      for (AttemptHere attempt : attempts.values()) {
        FromMember end = attempt.end;
        if (end != null) {
          link.tell(end);
        }
      }
    }
  }

  /** What this member has of the driver. */
  FromMember.Here here() {
    synchronized (telling) {
      List<FromMember.Held> held = attempts.values().stream().map(AttemptHere::held).toList();
      return new FromMember.Here(card, held, bookings.ofOthers(driver));
    }
  }

  private void abort(ToMember.Abort order) {
    AttemptHere attempt = attempts.get(new Key(order.trialId(), order.attempt()));
    if (attempt != null) {
      abort(attempt, order.reason());
    }
  }

  private void abort(AttemptHere attempt, String reason) {
    attempt.aborted = reason; // it may not have begun yet
    sessions.abort(attempt.assignment.trialId(), attempt.assignment.attempt(), reason);
  }

  private Map<String, String> problems(ToMember.Check check) {
    Map<String, String> problems = new TreeMap<>();
    for (String name : check.trainables()) {
      try {
        trainables.resolve(name);
      } catch (InvalidInputException e) {
        problems.put(name, String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }

  private void start(ToMember.Start order) {
    Assignment assignment = order.assignment();
    AttemptHere attempt = new AttemptHere(assignment, parts.newHold());
    GridReporter reporter =
        new GridReporter(card.id(), assignment, chunks.of(driver), work, link, ending(attempt));
    attempt.reporter = reporter;
    Key key = new Key(assignment.trialId(), assignment.attempt());
    if (attempts.putIfAbsent(key, attempt) != null) {
      return; // the order came twice
    }
    CompletableFuture<Optional<Refusal>> booked = book(attempt);
    if (booked == null) {
      reporter.ended(Outcome.LOST, "start: the trials of another driver hold what it needs", false);
      sayHere(); // only now: what the attempt held, its driver cannot take for that of others
      return;
    }
    Checkpoint from = order.from();
    CompletableFuture<Void> free = parts.free(assignment);
    if (from == null && free.isDone() && booked == BookedElsewhere.NOTHING) {
      begin(attempt, null, reporter);
    } else {
      // Waiting or fetching may take long and must not hold up the other trials' answers.
      Thread.startVirtualThread(() -> beginOnce(free, booked, attempt, from, reporter));
    }
  }

  /**
   * Books what an attempt holds, on all of its members.
   *
   * @return {@code null} when others hold it here, else what the others say
   */
  private @Nullable CompletableFuture<Optional<Refusal>> book(AttemptHere attempt) {
    Placement placement = attempt.assignment.placement();
    synchronized (booking) {
      return bookings.take(holder, attempt, placement)
          ? parts.book(attempt.hold, holder, placement, why -> abort(attempt, why))
          : null;
    }
  }

  private Part startPart(PartSpec spec, byte[] setup) {
    AttemptHere attempt = attempts.get(new Key(spec.trialId(), spec.attempt()));
    if (attempt == null) {
      throw new IllegalStateException("parts: the attempt is over");
    }
    return parts.start(attempt.hold, spec, setup);
  }

  /** Begins when all of its members have room for it. */
  private void beginOnce(
      CompletableFuture<Void> free,
      CompletableFuture<Optional<Refusal>> booked,
      AttemptHere attempt,
      @Nullable Checkpoint from,
      GridReporter reporter) {
    Refusal refusal = refusal(free, booked);
    if (refusal != null) {
      reporter.ended(Outcome.LOST, refusal.why(), false);
      FromMember.Here there = refusal.there();
      if (there != null) {
        link.tell(there); // now that what the attempt held is free, its driver can take note of it
      }
      return;
    }
    if (from == null) {
      begin(attempt, null, reporter);
    } else {
      restore(attempt, from, reporter);
    }
  }

  /** Waits until no part of an attempt of before uses its GPUs, and the others have booked it. */
  private static @Nullable Refusal refusal(
      CompletableFuture<Void> free, CompletableFuture<Optional<Refusal>> booked) {
    String why = "start: a part of another attempt still uses its GPU";
    try {
      free.get(GPU_FREE_S, TimeUnit.SECONDS);
      why = "start: a member did not say whether it has room";
      return booked.get(GPU_FREE_S, TimeUnit.SECONDS).orElse(null);
    } catch (TimeoutException | ExecutionException e) {
      return new Refusal(why, null);
    } catch (InterruptedException e) { // nobody does that
      Thread.currentThread().interrupt();
      return new Refusal("start: interrupted", null);
    }
  }

  private void restore(AttemptHere attempt, Checkpoint from, GridReporter reporter) {
    Assignment assignment = attempt.assignment;
    try {
      Files.createDirectories(work);
      Path folder = restoreFolder(assignment);
      Path file = work.resolve(folder.getFileName() + ".zip");
      try {
        String key = Chunks.down(assignment.trialId(), assignment.attempt());
        chunks.of(driver).take(key, from, file);
        Folders.delete(folder);
        CheckpointArchive.unpack(file, folder);
      } finally {
        Files.deleteIfExists(file);
      }
      begin(attempt, folder, reporter);
    } catch (LostPieceException e) {
      reporter.ended(Outcome.LOST, "restore: " + e.getMessage(), false);
    } catch (IOException | RuntimeException e) {
      LOG.warn("trial {}: {}", assignment.trialId(), e.toString());
      reporter.ended(Outcome.FAILED, "restore: " + e.getMessage(), false);
    }
  }

  /** An attempt that cannot begin must say so, or its driver would wait for it. */
  private void begin(AttemptHere attempt, @Nullable Path restoreFrom, GridReporter reporter) {
    Assignment assignment = attempt.assignment;
    String reason = attempt.aborted;
    if (reason != null) {
      reporter.ended(Outcome.LOST, reason, false);
      return;
    }
    try {
      sessions.start(assignment, restoreFrom, reporter);
      reason = attempt.aborted;
      if (reason != null) { // said between the two
        sessions.abort(assignment.trialId(), assignment.attempt(), reason);
      }
    } catch (RuntimeException | OutOfMemoryError e) { // closed, or no thread to be had
      LOG.warn("trial {}: {}", assignment.trialId(), e.toString());
      reporter.ended(Outcome.LOST, "start: " + e.getMessage(), false);
    }
  }

  private GridReporter.Ending ending(AttemptHere attempt) {
    return new GridReporter.Ending() {
      private boolean gone;

      @Override
      public synchronized void ended(
          Outcome outcome, @Nullable String message, boolean stillHolds) {
        over(attempt, outcome, message, stillHolds && !gone);
      }

      @Override
      public synchronized void gone() {
        gone = true;
        FromMember.Ended end = attempt.end;
        if (end != null) { // else the results of before are still being handed over
          over(attempt, end.outcome(), end.message(), false);
        }
      }
    };
  }

  private void over(
      AttemptHere attempt, Outcome outcome, @Nullable String message, boolean stillHolds) {
    Assignment assignment = attempt.assignment;
    try {
      Folders.delete(restoreFolder(assignment));
    } catch (IOException e) {
      LOG.warn("trial {}: {}", assignment.trialId(), e.toString());
    }
    FromMember.Ended end =
        new FromMember.Ended(
            card.id(), assignment.trialId(), assignment.attempt(), outcome, message, stillHolds);
    if (!stillHolds) {
      bookings.release(attempt);
      parts.release(attempt.hold);
    }
    synchronized (telling) {
      attempt.end = end;
      attempt.reporter = null;
      link.tell(end);
    }
  }

  private @Nullable GridReporter reporter(String trialId, int attempt) {
    AttemptHere found = attempts.get(new Key(trialId, attempt));
    return found == null ? null : found.reporter;
  }

  private Path restoreFolder(Assignment assignment) {
    return work.resolve("restore-" + assignment.trialId() + "_" + assignment.attempt());
  }
}
