package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;

/**
 * Which members a simulated grid has, and what happens to them.
 *
 * @param changes by ascending time; of those at the same time, the first comes first
 */
public record MemberPlan(List<Change> changes) {

  /**
   * Something that happens to a member.
   *
   * @param atS when, in seconds from the beginning, 0 or more
   * @param member whom it happens to
   */
  public record Change(double atS, String member, What what) {
    public Change {
      if (!(atS >= 0 && atS < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("member plan: must be 0 or more (at " + atS + " s)");
      }
    }
  }

  /**
   * What may happen to a member. What makes no sense, such as the death of a dead one, does
   * nothing.
   */
  public sealed interface What {}

  /** It comes, or comes back, with all that it offers free. */
  public record Joins(Offer offer) implements What {}

  /** It goes, and its driver knows that at once; what ran there is lost. */
  public record Leaves() implements What {}

  /** It is gone without a word; its driver notices {@link Costs#notice} later. */
  public record Dies() implements What {}

  /**
   * What begins there from now on takes so many times as long.
   *
   * @param factor more than 0; 1 for no longer
   */
  public record Slows(double factor) implements What {
    public Slows {
      if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "member plan: factor: must be more than 0 (" + factor + ")");
      }
    }
  }

  /**
   * What befalls members by chance. Times between two of a kind are exponentially distributed.
   *
   * @param meanUpS how long a member stays on average, in seconds; infinite for always
   * @param meanDownS how long it then is away on average
   * @param deaths the share of those that go without a word, from 0 to 1
   * @param meanPaceS how long it keeps its pace on average; infinite for always
   * @param slowest it then takes from 1 to so many times as long
   * @param untilS nothing happens after that: then all members come back, to stay
   */
  public record Faults(
      double meanUpS,
      double meanDownS,
      double deaths,
      double meanPaceS,
      double slowest,
      double untilS) {}

  public MemberPlan {
    List<Change> sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparingDouble(Change::atS));
    changes = List.copyOf(sorted);
  }

  /** Members that are there from the beginning and stay: {@code m0}, {@code m1}, … */
  public static MemberPlan steady(int members, Resources each) {
    Offer offer = Offer.of(each);
    List<Change> changes = new ArrayList<>(members);
    for (int i = 0; i < members; i++) {
      changes.add(new Change(0, "m" + i, new Joins(offer)));
    }
    return new MemberPlan(changes);
  }

  /** Members that are there from the beginning, one for each offer, and then have their faults. */
  public static MemberPlan drawn(List<Offer> offers, Faults faults, long seed) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      drawLife("m" + i, offers.get(i), faults, Seeds.random(seed, "life", i), changes);
      drawPace("m" + i, faults, Seeds.random(seed, "pace", i), changes);
    }
    return new MemberPlan(changes);
  }

  private static void drawLife(
      String member, Offer offer, Faults faults, RandomGenerator random, List<Change> to) {
    to.add(new Change(0, member, new Joins(offer)));
    double at = exponential(random, faults.meanUpS);
    while (at < faults.untilS) {
      to.add(
          new Change(at, member, random.nextDouble() < faults.deaths ? new Dies() : new Leaves()));
      at = Math.min(faults.untilS, at + exponential(random, faults.meanDownS));
      to.add(new Change(at, member, new Joins(offer)));
      at += exponential(random, faults.meanUpS);
    }
  }

  private static void drawPace(
      String member, Faults faults, RandomGenerator random, List<Change> to) {
    double at = exponential(random, faults.meanPaceS);
    while (at < faults.untilS) {
      double factor = 1 + random.nextDouble() * (faults.slowest - 1);
      to.add(new Change(at, member, new Slows(factor)));
      at += exponential(random, faults.meanPaceS);
    }
  }

  private static double exponential(RandomGenerator random, double mean) {
    return mean == Double.POSITIVE_INFINITY ? mean : -StrictMath.log1p(-random.nextDouble()) * mean;
  }

  /** The plan of two grids together. */
  public MemberPlan and(MemberPlan other) {
    List<Change> both = new ArrayList<>(changes);
    both.addAll(other.changes);
    return new MemberPlan(both);
  }
}
