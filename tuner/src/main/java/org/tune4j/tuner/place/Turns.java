package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;

/**
 * Whose trial is placed next, where sweeps share a grid. The sweep comes first that holds least of
 * the grid for its weight: what counts is the scarcest resource that it holds (Ghodsi et al.,
 * "Dominant resource fairness", 2011). A sweep's weight is 2 to the power of its priority, so a
 * higher priority gets more, and nobody gets nothing.
 *
 * <p>A trial that asks for much could wait for ever while small ones of others take each gap. After
 * {@value #PASSES} of them, and as many more as attempts were running, room is kept for it: nothing
 * of the sweeps behind it is placed until it is.
 *
 * <p>Pure, and not thread-safe.
 */
public final class Turns {
  /** How often a sweep is passed over at least before room is kept for it. */
  static final int PASSES = 16;

  private static final Comparator<Standing> SAME_SHARE_LONGEST_AGO =
      Comparator.comparingLong((Standing s) -> s.lastTurn).thenComparingLong(s -> s.joined);

  private final Map<String, Standing> sweeps = new LinkedHashMap<>();
  private final Map<String, Held> held = new HashMap<>();
  private long turns;

  /** A sweep that takes part. */
  private static final class Standing {
    final String sweep;
    final double weight;
    final long joined;
    long cpu; // in hundredths, so that what was taken and given back leaves nothing
    long gpu;
    long lastTurn;
    int passedOver;

    Standing(String sweep, int priority, long joined) {
      this.sweep = sweep;
      this.weight = Math.scalb(1.0, priority);
      this.joined = joined;
      this.lastTurn = joined;
    }

    double share(Resources total) {
      double cpus = total.cpu() == 0 ? 0 : cpu / total.cpu();
      double gpus = total.gpu() == 0 ? 0 : gpu / total.gpu();
      return Math.max(cpus, gpus) / weight;
    }
  }

  private record Held(String sweep, long cpu, long gpu) {}

  /**
   * A sweep takes part.
   *
   * @param priority each 1 more is worth twice as much of the grid
   */
  public void join(String sweep, int priority) {
    sweeps.put(sweep, new Standing(sweep, priority, ++turns));
  }

  /** A sweep takes part no more. */
  public void leave(String sweep) {
    sweeps.remove(sweep);
  }

  /**
   * An attempt of a sweep got something.
   *
   * @param holder names the attempt
   */
  public void took(String sweep, String holder, Placement placement) {
    long cpu = 0;
    long gpu = 0;
    for (Placement.Slot slot : placement.slots()) {
      Need need = Need.of(slot.resources());
      cpu += need.cpu();
      gpu += need.gpu();
    }
    released(holder);
    held.put(holder, new Held(sweep, cpu, gpu));
    Standing standing = sweeps.get(sweep);
    if (standing != null) {
      standing.cpu += cpu;
      standing.gpu += gpu;
      standing.lastTurn = ++turns;
      standing.passedOver = 0;
    }
  }

  /** What an attempt held is free, if it held anything. */
  public void released(String holder) {
    Held gone = held.remove(holder);
    Standing standing = gone == null ? null : sweeps.get(gone.sweep);
    if (gone != null && standing != null) {
      standing.cpu -= gone.cpu;
      standing.gpu -= gone.gpu;
    }
  }

  /** What became of a sweep whose turn it was. */
  public enum Answer {
    /** A trial of it was placed, or ended because it can never be. */
    DONE,
    /** It has no trial that wants to run. */
    NOTHING,
    /** Its next trial does not fit now. */
    NO_ROOM
  }

  /**
   * Lets one sweep place a trial: the one whose turn it is, or the next that has one that fits.
   *
   * @param total what the grid has, asked for only when it matters
   * @param ask lets a sweep place a trial
   * @param mayCome whether the trial that a sweep could not place would fit when the attempts that
   *     run have ended
   * @return whether anything was done
   */
  public boolean take(
      Supplier<Resources> total, Function<String, Answer> ask, Predicate<String> mayCome) {
    List<String> refused = new ArrayList<>();
    for (String sweep : order(total)) {
      switch (ask.apply(sweep)) {
        case DONE -> {
          refused.forEach(this::passedOver);
          return true;
        }
        case NOTHING -> {}
        case NO_ROOM -> {
          if (keepsRoom(sweep) && mayCome.test(sweep)) {
            return false;
          }
          refused.add(sweep);
        }
      }
    }
    return false;
  }

  /** The sweeps, in the order in which they are to be asked. */
  List<String> order(Supplier<Resources> total) {
    if (sweeps.size() < 2) {
      return List.copyOf(sweeps.keySet());
    }
    Resources all = total.get();
    List<Standing> order = new ArrayList<>(sweeps.values());
    order.sort(
        Comparator.comparingDouble((Standing s) -> s.share(all))
            .thenComparing(SAME_SHARE_LONGEST_AGO));
    return order.stream().map(s -> s.sweep).toList();
  }

  private void passedOver(String sweep) {
    Standing standing = sweeps.get(sweep);
    if (standing != null) {
      standing.passedOver++;
    }
  }

  /** Whether a sweep, whose trial does not fit now, has been passed over often enough. */
  private boolean keepsRoom(String sweep) {
    Standing standing = sweeps.get(sweep);
    return standing != null && standing.passedOver >= PASSES + held.size();
  }
}
