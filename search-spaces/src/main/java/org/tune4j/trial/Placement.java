package org.tune4j.trial;

import java.util.List;

/**
 * Where the bundles of one attempt lie.
 *
 * @param slots one for each bundle of the {@link PlacementGroup}, in its order
 */
public record Placement(List<Slot> slots) {

  /**
   * Where one bundle lies.
   *
   * @param member which member
   * @param resources what the bundle asks for
   * @param gpus the ids of its GPUs there; a part of a GPU has one id, which others may have too
   */
  public record Slot(String member, Resources resources, List<String> gpus) {
    public Slot {
      gpus = List.copyOf(gpus);
    }
  }

  public Placement {
    slots = List.copyOf(slots);
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("placement: must have a slot");
    }
  }

  /** One bundle on one member, without GPUs. */
  public static Placement on(String member, Resources resources) {
    return new Placement(List.of(new Slot(member, resources, List.of())));
  }

  /** The member that hosts the trainable. */
  public String member() {
    return slots.getFirst().member();
  }

  /**
   * Where a member is: what people need of its name, {@code 127.0.0.1:5702} of {@code
   * 127.0.0.1:5702/1f3a}.
   */
  public static String address(String member) {
    int end = member.indexOf('/');
    return end < 0 ? member : member.substring(0, end);
  }

  /** What the trainable itself holds. */
  public Resources resources() {
    return slots.getFirst().resources();
  }

  /** The GPUs of the trainable itself. */
  public List<String> gpus() {
    return slots.getFirst().gpus();
  }

  /** What all slots hold together. */
  public Resources total() {
    Resources total = Resources.NOTHING;
    for (Slot slot : slots) {
      total = total.plus(slot.resources());
    }
    return total;
  }
}
