package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.grid.ToMember;
import org.tune4j.tuner.place.Ledger;
import org.tune4j.tuner.place.Reclaimed;
import org.tune4j.tuner.place.Turns;

/**
 * The attempts that run now: of which sweep, on which members, and what they hold there. What an
 * attempt holds outlives it until its member says that it is free.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final Ledger ledger = new Ledger();
  private final Turns turns = new Turns();
  private final Leftovers leftovers = new Leftovers(ledger);
  private final Map<String, Attempt> running = new HashMap<>();

  /** An attempt that runs. */
  static final class Attempt {
    final SweepRun run;
    final String trialId;
    final int number;
    final Placement placement;

    /** The order to start, until its member has shown that it got it. */
    ToMember.@Nullable Start unconfirmed;

    /** When that was sent, in milliseconds of the driver's work. */
    long sentAt;

    /** How often in a row its member did not know it. */
    int missing;

    /** How often the checkpoint that it goes on from could not be read. */
    int unread;

    /** Why its member was told to end it; {@code null} when it was not. */
    @Nullable String aborted;

    private Attempt(SweepRun run, String trialId, int number, Placement placement) {
      this.run = run;
      this.trialId = trialId;
      this.number = number;
      this.placement = placement;
    }

    /** Where its trainable runs. */
    String member() {
      return placement.member();
    }

    private String holder() {
      return Attempts.holder(trialId, number);
    }
  }

  /** Who holds what. */
  Ledger ledger() {
    return ledger;
  }

  /** Whose turn it is. */
  Turns turns() {
    return turns;
  }

  /** The attempt of a trial that runs; {@code null} when none does. */
  @Nullable Attempt of(String trialId) {
    return running.get(trialId);
  }

  /** The attempt of that number; {@code null} when it does not run, or not any more. */
  @Nullable Attempt of(String trialId, int number) {
    Attempt attempt = running.get(trialId);
    return attempt != null && attempt.number == number ? attempt : null;
  }

  /** All attempts that run, by trial. */
  SortedMap<String, Attempt> all() {
    return new TreeMap<>(running);
  }

  /** Those of one sweep. */
  List<Attempt> of(SweepRun run) {
    return all().values().stream().filter(attempt -> attempt.run == run).toList();
  }

  /** Those whose trainable runs on that member. */
  List<Attempt> on(String member) {
    return running.values().stream().filter(attempt -> attempt.member().equals(member)).toList();
  }

  /**
   * Takes what a trial asks for, for its next attempt; {@code null} when there is not that much.
   *
   * @param eligible which members can run it
   */
  @Nullable Attempt begin(SweepRun run, Trial trial, Predicate<String> eligible) {
    int number = trial.attempts() + 1;
    String holder = holder(trial.id(), number);
    if (leftovers.has(holder)) { // of a log that lost its end, with the power
      return null;
    }
    Placement placement =
        ledger.take(holder, trial.resources(), member -> eligible.test(member) && mayBegin(member));
    return placement == null ? null : add(run, trial.id(), number, placement);
  }

  /** Whether no others hold on a member what ours were given, as far as it has said. */
  boolean mayBegin(String member) {
    return leftovers.mayBegin(member);
  }

  /**
   * Whether a group would fit if the attempts that run had ended, on members that can run it. What
   * others hold, and what an attempt that counts no more still holds, may never be given back.
   */
  boolean couldHold(PlacementGroup group, Predicate<String> eligible) {
    return Reclaimed.of(ledger, held(running.values()), Resources.NOTHING, usable(eligible))
        .fits(group);
  }

  /**
   * What members that can run a sweep's trials have for these.
   *
   * @param withFree whether what is free counts, or only what its trials hold
   */
  SweepEvent.Offered roomFor(SweepRun run, boolean withFree, Predicate<String> eligible) {
    List<Placement> held = held(of(run));
    return (withFree
            ? Reclaimed.of(ledger, held, run.engine.reserve(), usable(eligible))
            : Reclaimed.ofHeld(ledger, held, usable(eligible)))
        .offered();
  }

  private static List<Placement> held(Collection<Attempt> some) {
    return some.stream().map(attempt -> attempt.placement).toList();
  }

  private Predicate<String> usable(Predicate<String> eligible) {
    return member -> eligible.test(member) && mayBegin(member);
  }

  /**
   * Keeps for an attempt of an earlier driver what it may still hold: its members show up one after
   * the other, and what lies on the first must not be given away before the last has spoken.
   */
  void reserve(String sweep, String trialId, int number, Placement placement) {
    String holder = holder(trialId, number);
    leftovers.forget(holder);
    turns.took(sweep, holder, placement);
    if (!leftovers.hold(holder, placement)) {
      LOG.warn("{}: others hold what it held", holder);
    }
  }

  /** The attempt that something was reserved for is lost. */
  void giveUp(String trialId, int number) {
    ledger.release(holder(trialId, number));
    turns.released(holder(trialId, number));
  }

  /**
   * An attempt that an earlier driver began goes on.
   *
   * @return {@code null} when others hold what it held
   */
  @Nullable Attempt adopt(SweepRun run, String trialId, int number, Placement placement) {
    String holder = holder(trialId, number);
    leftovers.forget(holder);
    return leftovers.hold(holder, placement) ? add(run, trialId, number, placement) : null;
  }

  private Attempt add(SweepRun run, String trialId, int number, Placement placement) {
    Attempt attempt = new Attempt(run, trialId, number, placement);
    running.put(trialId, attempt);
    turns.took(run.name, attempt.holder(), placement);
    return attempt;
  }

  /**
   * The attempt of a trial counts no more.
   *
   * @param stillHolds whether it holds what it holds until {@link #release}
   */
  void end(String trialId, boolean stillHolds) {
    Attempt attempt = running.remove(trialId);
    if (attempt == null) {
      return;
    }
    turns.released(attempt.holder());
    if (stillHolds) {
      leftovers.keep(attempt.holder(), attempt.member());
    } else {
      ledger.release(attempt.holder());
    }
  }

  /** A member holds something for an attempt that counts no more. */
  void leftover(String member, String trialId, int number, Placement placement) {
    leftovers.add(holder(trialId, number), member, placement);
  }

  /**
   * What the trials of other drivers hold on a member now. While that is what an attempt of ours
   * was given, too, nothing is begun there: the member would refuse it.
   */
  void others(String member, List<Placement.Slot> slots) {
    leftovers.others(member, slots);
  }

  /** What a leftover held is free. */
  void release(String trialId, int number) {
    leftovers.release(holder(trialId, number));
  }

  /** Of the leftovers of a member, it names these. */
  void keepLeftovers(String member, Set<String> holders) {
    leftovers.named(member, holders);
  }

  /**
   * A member is gone, and all that was held there.
   *
   * @return the attempts that held something there; those whose trainable ran there run no more
   */
  List<Attempt> leave(String member) {
    List<Attempt> touched = new ArrayList<>();
    for (Attempt attempt : all().values()) {
      if (attempt.placement.slots().stream().anyMatch(slot -> slot.member().equals(member))) {
        touched.add(attempt);
      }
    }
    ledger.leave(member);
    for (Attempt attempt : touched) {
      if (attempt.member().equals(member)) {
        end(attempt.trialId, false);
      }
    }
    leftovers.leave(member);
    return touched;
  }

  /** Names an attempt in the ledger. */
  static String holder(String trialId, int number) {
    return trialId + "#" + number;
  }
}
