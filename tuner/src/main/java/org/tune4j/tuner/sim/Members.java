package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.trial.Placement;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.sim.SimulationResult.MemberUse;

/** The members of a simulated grid, and what lies on them. */
final class Members {
  private final Map<String, SimulatedMember> members = new LinkedHashMap<>();
  private final Usage usage = new Usage();
  private final Agenda agenda;

  Members(Agenda agenda) {
    this.agenda = agenda;
  }

  SimulatedMember named(String name) {
    return members.computeIfAbsent(name, SimulatedMember::new);
  }

  Collection<SimulatedMember> all() {
    return members.values();
  }

  void join(SimulatedMember member, Offer offer) {
    member.join(offer, agenda.now());
    usage.change(agenda.now(), offer.total().cpu(), 0, offer.total().gpu(), 0, 0);
  }

  /** A member is gone: what had a bundle there does not go on. */
  void leave(SimulatedMember member) {
    Offer offer = member.offer();
    member.leave(agenda.now(), usage);
    usage.change(agenda.now(), -offer.total().cpu(), 0, -offer.total().gpu(), 0, 0);
  }

  /** An attempt holds its bundles. */
  void take(Attempt attempt) {
    for (Placement.Slot slot : attempt.placement.slots()) {
      SimulatedMember member = named(slot.member());
      if (!member.isThere() && member.known) {
        member.orphan(attempt); // its driver has not noticed yet that there is nobody
      } else if (!member.isThere()) {
        throw new BrokenInvariantException(
            attempt.holder() + " was placed on " + slot.member() + ", which is not there");
      } else {
        member.take(attempt, slot, agenda.now(), usage);
      }
    }
    named(attempt.placement.member()).begin();
    usage.change(agenda.now(), 0, 0, 0, 0, 1);
  }

  /** An attempt is over, and holds nothing any more. */
  void give(Attempt attempt) {
    attempt.gone = true;
    for (Placement.Slot slot : attempt.placement.slots()) {
      named(slot.member()).give(attempt, slot, agenda.now(), usage);
    }
    attempt.placement.slots().forEach(slot -> named(slot.member()).drop(attempt));
    usage.change(agenda.now(), 0, 0, 0, 0, -1);
  }

  List<MemberUse> uses() {
    List<MemberUse> uses = new ArrayList<>();
    new TreeMap<>(members).values().forEach(member -> uses.add(member.use(agenda.now())));
    return uses;
  }

  SimulationResult.Timeline timeline() {
    return usage.timeline(agenda.now());
  }
}
