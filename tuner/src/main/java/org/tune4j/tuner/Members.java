package org.tune4j.tuner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.grid.MemberCard;

/** The members that the driver knows: when each was last heard, and what it can run. */
final class Members {
  /** A member that was silent for so long, while the driver worked, is taken for gone. */
  private static final long SILENT_MS = 20_000;

  private static final long ASK_AGAIN_MS = 2_000;

  private final String self;
  private final Map<String, Known> known = new LinkedHashMap<>();

  private static final class Known {
    final MemberCard card;
    long heardAt;
    final Map<String, @Nullable String> checked = new HashMap<>(); // trainable → problem

    final Map<String, Long> asked = new HashMap<>(); // trainable → when

    final Instant since;

    Known(MemberCard card, Instant since) {
      this.card = card;
      this.since = since;
    }
  }

  /**
   * Nobody yet.
   *
   * @param self the member in the driver's own JVM, which can run what the driver can
   */
  Members(String self) {
    this.self = self;
  }

  /**
   * A member gave a sign of life.
   *
   * @return whether it is new
   */
  boolean heard(MemberCard card, DriverTime time) {
    Known member = known.get(card.id());
    boolean isNew = member == null;
    if (member == null) {
      member = new Known(card, time.now());
      known.put(card.id(), member);
    }
    member.heardAt = time.worked();
    return isNew;
  }

  /** A member of that id gave a sign of life at or after that moment. */
  boolean heardSince(String id, long moment) {
    Known member = known.get(id);
    return member != null && member.heardAt >= moment;
  }

  /** Whether it is the member in the driver's own JVM. */
  boolean isSelf(String id) {
    return id.equals(self);
  }

  void left(String id) {
    known.remove(id);
  }

  /** When a member was first heard. */
  Instant since(String id) {
    Known member = known.get(id);
    return member == null ? Instant.EPOCH : member.since;
  }

  List<MemberCard> all() {
    return known.values().stream().map(member -> member.card).toList();
  }

  /** What people call a member. */
  String address(String id) {
    Known member = known.get(id);
    return member == null ? id : member.card.address();
  }

  /** Those that have been silent for too long. */
  List<String> silent(long now) {
    List<String> silent = new ArrayList<>();
    known.forEach(
        (id, member) -> {
          if (now - member.heardAt > SILENT_MS) {
            silent.add(id);
          }
        });
    return silent;
  }

  /** Whether a member can surely run that. */
  boolean canRun(String id, String trainable) {
    Known member = known.get(id);
    return member != null
        && (id.equals(self)
            || (member.checked.containsKey(trainable) && member.checked.get(trainable) == null));
  }

  /** Those that must be asked whether they can run that. */
  List<String> unasked(String trainable) {
    return known.entrySet().stream()
        .filter(e -> !e.getKey().equals(self) && !e.getValue().checked.containsKey(trainable))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether it is time to ask, for the first time or because no answer came. */
  boolean mayAsk(String id, String trainable, long now) {
    Known member = known.get(id);
    Long asked = member == null ? null : member.asked.get(trainable);
    if (member == null || (asked != null && now - asked < ASK_AGAIN_MS)) {
      return false;
    }
    member.asked.put(trainable, now);
    return true;
  }

  /**
   * A member has said which of these it cannot run.
   *
   * @return whether that was the first time that it said anything of the kind
   */
  boolean checked(String id, List<String> trainables, Map<String, String> problems) {
    Known member = known.get(id);
    if (member == null) {
      return false;
    }
    boolean first = member.checked.isEmpty();
    trainables.forEach(name -> member.checked.put(name, problems.get(name)));
    return first;
  }

  /** Address → why the member cannot run that, for those that offer something and cannot. */
  Map<String, String> lacking(String trainable) {
    Map<String, String> lacking = new TreeMap<>();
    for (Known member : known.values()) {
      String problem = member.checked.get(trainable);
      if (problem != null && !member.card.offer().total().isNothing()) {
        lacking.put(member.card.address(), problem);
      }
    }
    return lacking;
  }

  /** Whether there is anyone beside the driver's own JVM. */
  boolean areSeveral() {
    return known.size() > 1;
  }
}
