package org.tune4j.tuner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.trial.Placement;
import org.tune4j.tuner.place.Ledger;

/**
 * What is held on members by what does not run for us: attempts that count no more, until their
 * member says that it is free, and the trials of other drivers.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** What a member says of itself may have crossed an order; said so often in a row, it is true. */
  static final int MISSING_TIMES = 3;

  private final Ledger ledger;

  /** Attempts that count no more but hold something, by holder. */
  private final Map<String, Leftover> leftovers = new HashMap<>();

  /** Member → what the trials of other drivers hold there. */
  private final Map<String, List<Placement.Slot>> others = new HashMap<>();

  /** Members on which others hold what was given to our own: nothing is begun there until then. */
  private final Set<String> contested = new HashSet<>();

  /** The member of its trainable, and how often in a row that did not name it. */
  private static final class Leftover {
    final String member;
    int missing;

    Leftover(String member) {
      this.member = member;
    }
  }

  Leftovers(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Whether no others hold on a member what ours were given, as far as it has said. */
  boolean mayBegin(String member) {
    return !contested.contains(member);
  }

  boolean has(String holder) {
    return leftovers.containsKey(holder);
  }

  /** What it holds counts no more as left over: it is reserved, or runs. */
  void forget(String holder) {
    leftovers.remove(holder);
  }

  /** It goes on to hold what it holds. */
  void keep(String holder, String member) {
    leftovers.put(holder, new Leftover(member));
  }

  /** A member holds something for an attempt that counts no more. */
  void add(String holder, String member, Placement placement) {
    if (leftovers.putIfAbsent(holder, new Leftover(member)) == null && !hold(holder, placement)) {
      holdThere(member, holder, placement);
    }
  }

  /** What it held elsewhere others have by now; where it is, it holds it all the same. */
  private void holdThere(String member, String holder, Placement placement) {
    List<Placement.Slot> there =
        placement.slots().stream().filter(slot -> slot.member().equals(member)).toList();
    if (!there.isEmpty() && there.size() < placement.slots().size()) {
      hold(holder, new Placement(there));
    }
  }

  /** Notes what is held; whether nobody else holds it. */
  boolean hold(String holder, Placement placement) {
    try {
      ledger.hold(holder, placement);
      return true;
    } catch (IllegalStateException e) { // others were let in before it showed up
      LOG.warn("{}", e.getMessage());
      return false;
    }
  }

  /** What the trials of other drivers hold on a member now. */
  void others(String member, List<Placement.Slot> slots) {
    if (others.getOrDefault(member, List.of()).equals(slots)) {
      contested.remove(member);
      return;
    }
    String holder = "others/" + member;
    ledger.release(holder);
    others.remove(member);
    contested.remove(member);
    if (slots.isEmpty()) {
      return;
    }
    if (hold(holder, new Placement(slots))) {
      others.put(member, List.copyOf(slots));
    } else {
      contested.add(member);
    }
  }

  /** What one held is free. */
  void release(String holder) {
    if (leftovers.remove(holder) != null) {
      ledger.release(holder);
    }
  }

  /** Of those of a member, it names these. */
  void named(String member, Set<String> holders) {
    leftovers.forEach(
        (holder, leftover) -> {
          if (leftover.member.equals(member)) {
            leftover.missing = holders.contains(holder) ? 0 : leftover.missing + 1;
          }
        });
    dropIf(leftover -> leftover.missing >= MISSING_TIMES);
  }

  /** A member is gone, and all that was held there. */
  void leave(String member) {
    dropIf(leftover -> leftover.member.equals(member));
    others(member, List.of());
  }

  private void dropIf(Predicate<Leftover> gone) {
    leftovers
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = gone.test(entry.getValue());
              if (isGone) {
                ledger.release(entry.getKey());
              }
              return isGone;
            });
  }
}
