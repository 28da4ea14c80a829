package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.Attempts.Attempt;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.place.Turns;

/** Gives what is free to the sweeps that want it, one trial after the other. */
final class Placing {
  /** To look what all members have takes time where they are many. */
  private static final long OFFER_EVERY_MS = 200;

  private final Driver driver;
  private final Map<String, SweepRun> runs;
  private final Attempts attempts;
  private final Members members;
  private final DriverTime time;

  Placing(
      Driver driver,
      Map<String, SweepRun> runs,
      Attempts attempts,
      Members members,
      DriverTime time) {
    this.driver = driver;
    this.runs = runs;
    this.attempts = attempts;
    this.members = members;
    this.time = time;
  }

  /**
   * Places what fits.
   *
   * @return what is to be done of it, once the events are written
   */
  List<Runnable> place() {
    List<Runnable> starts = new ArrayList<>();
    offer(starts);
    boolean placed = true;
    while (placed && attempts.ledger().hasRoom()) {
      placed =
          attempts.turns().take(attempts.ledger()::total, name -> ask(name, starts), this::mayCome);
    }
    return starts;
  }

  /**
   * Says what the members have to the sweeps that go by it, the first time when all have shown it.
   * What is free is for others as long as they want it.
   */
  private void offer(List<Runnable> later) {
    List<SweepRun> due = runs.values().stream().filter(this::isDue).toList();
    if (due.isEmpty()) {
      return;
    }
    List<SweepRun> wanting = new ArrayList<>();
    for (SweepRun run : List.copyOf(runs.values())) {
      if (driver.alone(run, run.engine::wantsRoom, false)) {
        wanting.add(run);
      }
    }
    for (SweepRun run : due) {
      if (!runs.containsKey(run.name)) {
        continue; // it failed when it was asked what it wants
      }
      boolean doOthersWant = wanting.stream().anyMatch(other -> other != run);
      driver.alone(run, () -> offer(run, !doOthersWant, later));
    }
  }

  private boolean isDue(SweepRun run) {
    return run.engine.goesByOffers() && time.worked() >= run.offerAt && isKnown(run);
  }

  private void offer(SweepRun run, boolean withFree, List<Runnable> later) {
    run.offerAt = time.worked() + OFFER_EVERY_MS;
    SweepEvent.Offered offered =
        attempts.roomFor(
            run,
            withFree,
            member -> run.trainables().stream().allMatch(name -> members.canRun(member, name)));
    if (run.engine.mustHearOf(offered)) {
      step(run, offered, later);
    }
  }

  private boolean isKnown(SweepRun run) {
    boolean haveAllShown = run.offerAt > 0 || driver.hasHeardOfAll();
    return haveAllShown
        && run.orphans.isEmpty()
        && run.trainables().stream().allMatch(name -> members.unasked(name).isEmpty());
  }

  private Turns.Answer ask(String name, List<Runnable> starts) {
    SweepRun run = runs.get(name);
    if (run == null || run.engine.isOver()) {
      return Turns.Answer.NOTHING;
    }
    if (driver.alone(run, () -> placeOne(run, starts), false)) {
      return Turns.Answer.DONE;
    }
    return run.engine.nextToPlace() == null ? Turns.Answer.NOTHING : Turns.Answer.NO_ROOM;
  }

  /** Whether a sweep's next trial would fit if the attempts that run had ended. */
  private boolean mayCome(String name) {
    SweepRun run = runs.get(name);
    Trial next = run == null ? null : run.engine.nextToPlace();
    return next != null
        && attempts.couldHold(next.resources(), member -> members.canRun(member, next.trainable()));
  }

  /**
   * Proposes and places one trial; what is to be done of it must wait until the events are written.
   */
  private boolean placeOne(SweepRun run, List<Runnable> starts) {
    // a searcher that has nothing more may make the scheduler go on with a trial that was paused
    while (run.engine.nextToPlace() == null && run.engine.isHungry()) {
      step(run, new SweepEvent.SlotFree(), starts);
    }
    Trial next = run.engine.nextToPlace();
    if (next == null) {
      return false;
    }
    if (isSettled(run) && !attempts.ledger().canEverHold(next.resources())) {
      step(run, neverFits(next), starts);
      return true;
    }
    Attempt attempt = attempts.begin(run, next, member -> members.canRun(member, next.trainable()));
    if (attempt == null) {
      return false;
    }
    step(run, new SweepEvent.Placed(next.id(), attempt.number, attempt.placement), starts);
    return true;
  }

  /** Whether all have come that could, and the sweep asks for no more than they have, if it can. */
  private boolean isSettled(SweepRun run) {
    boolean asksForLess = !run.engine.goesByOffers() || run.offerAt > 0;
    return driver.isSettled() && run.orphans.isEmpty() && asksForLess;
  }

  private void step(SweepRun run, SweepEvent event, List<Runnable> later) {
    List<Command> commands = run.handle(run.note(event, time.now()));
    later.add(() -> driver.alone(run, () -> driver.execute(run, commands)));
  }

  private SweepEvent neverFits(Trial trial) {
    return new SweepEvent.Ended(
        trial.id(), 0, SweepEvent.Outcome.FAILED, attempts.ledger().explain(trial.resources()));
  }
}
