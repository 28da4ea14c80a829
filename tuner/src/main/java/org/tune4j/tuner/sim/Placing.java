package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.trial.Placement;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.place.Ledger;
import org.tune4j.tuner.place.Reclaimed;
import org.tune4j.tuner.place.Turns;

/** What one driver knows of who holds what, and whose turn it is: it gives what is free. */
final class Placing {
  private final SimulatedDriver driver;
  private final Members members;
  private final Map<String, SweepDrive> byName = new LinkedHashMap<>();
  private final Ledger ledger = new Ledger();
  private final Turns turns = new Turns();

  /** Of a driver that begins: nobody is there, and nobody holds anything. */
  Placing(SimulatedDriver driver, Members members, List<SweepDrive> sweeps) {
    this.driver = driver;
    this.members = members;
    for (SweepDrive sweep : sweeps) {
      byName.put(sweep.name, sweep);
      turns.join(sweep.name, sweep.priority());
    }
  }

  // ---- who is there, who holds what ----

  void joined(SimulatedMember member) {
    ledger.join(member.name, member.offer());
  }

  void left(SimulatedMember member) {
    ledger.leave(member.name);
  }

  /** What the log says that runs keeps what it held, until it is known what became of it. */
  void reserve(Trial trial) {
    Placement placement = trial.placement();
    if (placement != null) {
      ledger.hold(holder(trial.id(), trial.attempts()), placement);
    }
  }

  /** Of what was reserved there is nothing any more. */
  void giveUp(Trial trial) {
    ledger.release(holder(trial.id(), trial.attempts()));
  }

  /** An attempt that another driver began. */
  void adopt(Attempt attempt) {
    ledger.hold(attempt.holder(), attempt.placement);
    turns.took(attempt.sweep.name, attempt.holder(), attempt.placement);
  }

  void over(Attempt attempt) {
    members.give(attempt);
    ledger.release(attempt.holder());
    turns.released(attempt.holder());
  }

  private static String holder(String trialId, int attempt) {
    return trialId + "#" + attempt;
  }

  // ---- place ----

  /** Gives what is free to those who want it. */
  void place() {
    byName.values().forEach(this::offer);
    boolean placed = true;
    while (placed && driver.listens() && ledger.hasRoom()) {
      placed = turns.take(ledger::total, this::ask, this::mayCome);
    }
  }

  /** Says what the members have to a sweep that goes by it; what is free, if no others want it. */
  private void offer(SweepDrive sweep) {
    if (driver.expectedJoins == 0
        && sweep.engine().goesByOffers()
        && driver.listens()
        && !sweep.isOver()) {
      SweepEvent.Offered offered = roomFor(sweep);
      if (sweep.engine().mustHearOf(offered)) {
        driver.decide(sweep, offered);
      }
    }
  }

  private SweepEvent.Offered roomFor(SweepDrive sweep) {
    List<Placement> held =
        sweep.attempts.values().stream().map(attempt -> attempt.placement).toList();
    boolean doOthersWant =
        byName.values().stream().anyMatch(other -> other != sweep && other.engine().wantsRoom());
    return (doOthersWant
            ? Reclaimed.ofHeld(ledger, held, member -> true)
            : Reclaimed.of(ledger, held, sweep.engine().reserve(), member -> true))
        .offered();
  }

  private Turns.Answer ask(String name) {
    SweepDrive sweep = byName.get(name);
    if (sweep == null || sweep.isOver()) {
      return Turns.Answer.NOTHING;
    }
    if (placeOne(sweep)) {
      return Turns.Answer.DONE;
    }
    return !driver.listens() || sweep.engine().nextToPlace() == null
        ? Turns.Answer.NOTHING
        : Turns.Answer.NO_ROOM;
  }

  /** Whether a sweep's next trial would fit on those who are there, if all that runs had ended. */
  private boolean mayCome(String name) {
    SweepDrive sweep = byName.get(name);
    Trial next = sweep == null ? null : sweep.engine().nextToPlace();
    return next != null
        && Ledger.fits(
            next.resources(), ledger.members().stream().map(Ledger.MemberRoom::offer).toList());
  }

  private boolean placeOne(SweepDrive sweep) {
    if (!driver.listens()) {
      return false;
    }
    while (sweep.engine().nextToPlace() == null && sweep.engine().isHungry()) {
      if (!driver.decide(sweep, new SweepEvent.SlotFree())) {
        return false;
      }
    }
    Trial next = sweep.engine().nextToPlace();
    if (next == null) {
      return false;
    }
    if (driver.expectedJoins == 0 && !ledger.canEverHold(next.resources())) {
      String why = ledger.explain(next.resources());
      return driver.decide(sweep, new SweepEvent.Ended(next.id(), 0, Outcome.FAILED, why));
    }
    int number = next.attempts() + 1;
    Placement placement = ledger.take(holder(next.id(), number), next.resources());
    return placement != null && begin(new Attempt(sweep, next.id(), number, placement));
  }

  private boolean begin(Attempt attempt) {
    SweepDrive sweep = attempt.sweep;
    if (sweep.attempts.put(attempt.trialId, attempt) != null) {
      throw new BrokenInvariantException(attempt.trialId + " runs already, and is placed again");
    }
    members.take(attempt);
    turns.took(sweep.name, attempt.holder(), attempt.placement);
    return driver.decide(
        sweep, new SweepEvent.Placed(attempt.trialId, attempt.number, attempt.placement));
  }

  /** What keeps a sweep from its end. */
  String waitsFor(SweepDrive sweep) {
    List<String> why = new ArrayList<>();
    Trial next = sweep.engine().nextToPlace();
    if (next != null) {
      why.add(next.id() + " " + ledger.explain(next.resources()));
    }
    if (!sweep.attempts.isEmpty()) {
      why.add(sweep.attempts.size() + " trials run");
    }
    return why.isEmpty() ? "nothing happens any more" : String.join(", ", why);
  }
}
