package org.tune4j.search.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tune4j.space.Condition;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;

/**
 * One niche for each item of a choice that other parameters depend on, such as the model: what is
 * soon good must not drive out what is better after more trials. A space without such choices is
 * one niche.
 */
final class Niches {
  /** A choice with more items would leave too few trials for each. */
  private static final int MOST_ITEMS = 16;

  /** How often all items are equally likely; else the better one. */
  private static final double EQUALLY = 0.5;

  /**
   * The niches of one choice.
   *
   * @param parameter the choice; -1 for the niche of all
   * @param items those of its items that are likely at all
   * @param niches one for each item, also for those that only users name
   */
  private record Split(int parameter, List<Integer> items, List<Niche> niches) {
    Niche of(double[] point) {
      return parameter < 0 ? niches.getFirst() : niches.get((int) point[parameter]);
    }
  }

  /**
   * Where a child is to live.
   *
   * @param parameter the choice whose item is given; -1 for none
   * @param item that item
   */
  record Home(Niche niche, int parameter, int item) {}

  private final List<Split> splits = new ArrayList<>();
  private final Elite best;

  Niches(ParameterSpace space, Strategy strategy) {
    this.best = new Elite(strategy.population());
    for (int parameter : roots(space)) {
      Range.Items range = (Range.Items) space.parameters().get(parameter).range();
      List<Integer> items = items(range);
      if (items.size() > 1 && items.size() <= MOST_ITEMS) {
        List<Niche> niches = range.weights().stream().map(weight -> new Niche(strategy)).toList();
        splits.add(new Split(parameter, items, niches));
      }
    }
    if (splits.isEmpty()) {
      splits.add(new Split(-1, List.of(), List.of(new Niche(strategy))));
    }
  }

  /** A trial ended well. */
  void add(Member member, boolean isChild) {
    splits.forEach(split -> split.of(member.point()).add(member, isChild));
    best.add(member);
  }

  /** A child failed. */
  void fail(double[] point) {
    splits.forEach(split -> split.of(point).fail());
  }

  /** Where the next child should live. */
  Home home(RandomGenerator random) {
    Split split = splits.get(random.nextInt(splits.size()));
    if (split.parameter() < 0) {
      return new Home(split.niches().getFirst(), -1, -1);
    }
    int item = split.items().get(random.nextInt(split.items().size()));
    if (best.size() > 0 && random.nextDouble() >= EQUALLY) {
      // the better of two, by their ranks
      int rank = Math.min(random.nextInt(best.size()), random.nextInt(best.size()));
      item = (int) best.members().get(rank).point()[split.parameter()];
    }
    return new Home(split.niches().get(item), split.parameter(), item);
  }

  private static List<Integer> items(Range.Items range) {
    return IntStream.range(0, range.weights().size())
        .filter(item -> range.weights().get(item) > 0)
        .boxed()
        .toList();
  }

  /** Choices that are always active and that others depend on. */
  private static Set<Integer> roots(ParameterSpace space) {
    Set<Integer> choices = new TreeSet<>();
    for (Parameter parameter : space.parameters()) {
      collect(parameter.when(), choices);
    }
    choices.removeIf(choice -> !space.parameters().get(choice).when().isAlways());
    return choices;
  }

  private static void collect(Condition condition, Set<Integer> choices) {
    switch (condition) {
      case Condition.Item item -> choices.add(item.parameter());
      case Condition.Within within -> {}
      case Condition.All all -> all.conditions().forEach(part -> collect(part, choices));
      case Condition.Any any -> any.conditions().forEach(part -> collect(part, choices));
    }
  }
}
