package org.tune4j.search.cmaes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.tune4j.space.Condition;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;

/**
 * A part of a space: that where the choices that decide which other parameters there are have
 * certain items. What is good in one part says nothing about the parameters of another.
 *
 * @param items of those choices, by parameter; -1 for all other parameters
 * @param possible which parameters can be active there
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Branch(int[] items, boolean[] possible) {
  /** More would each get too few trials. */
  private static final int MOST = 8;

  /** The parts of a space; one, when nothing depends on an unordered choice. */
  static List<Branch> of(ParameterSpace space) {
    int[] none = new int[space.size()];
    Arrays.fill(none, -1);
    List<int[]> parts = new ArrayList<>(List.of(none));
    for (int choice : deciding(space)) {
      int count = (int) space.parameters().get(choice).range().count();
      if (parts.size() * count <= MOST) {
        parts = split(parts, choice, count);
      }
    }
    return parts.stream().map(items -> new Branch(items, possible(space, items))).toList();
  }

  private static List<int[]> split(List<int[]> parts, int choice, int count) {
    List<int[]> split = new ArrayList<>();
    for (int[] part : parts) {
      for (int item = 0; item < count; item++) {
        int[] narrower = part.clone();
        narrower[choice] = item;
        split.add(narrower);
      }
    }
    return split;
  }

  /** The choices that are always active and that others depend on. */
  private static TreeSet<Integer> deciding(ParameterSpace space) {
    TreeSet<Integer> deciding = new TreeSet<>();
    space.parameters().forEach(parameter -> addParents(parameter.when(), deciding));
    deciding.removeIf(
        i -> {
          Parameter parameter = space.parameters().get(i);
          return parameter.range().isOrdered()
              || parameter.range().count() < 2
              || !parameter.when().isAlways();
        });
    return deciding;
  }

  private static void addParents(Condition condition, TreeSet<Integer> parents) {
    switch (condition) {
      case Condition.Item item -> parents.add(item.parameter());
      case Condition.Within within -> parents.add(within.parameter());
      case Condition.All all -> all.conditions().forEach(one -> addParents(one, parents));
      case Condition.Any any -> any.conditions().forEach(one -> addParents(one, parents));
    }
  }

  private static boolean[] possible(ParameterSpace space, int[] items) {
    boolean[] possible = new boolean[space.size()];
    for (int i = 0; i < possible.length; i++) {
      possible[i] = canHold(space.parameters().get(i).when(), items, possible);
    }
    return possible;
  }

  private static boolean canHold(Condition condition, int[] items, boolean[] possible) {
    return switch (condition) {
      case Condition.Item item ->
          possible[item.parameter()]
              && (items[item.parameter()] < 0 || item.items().contains(items[item.parameter()]));
      case Condition.Within within -> possible[within.parameter()];
      case Condition.All all ->
          all.conditions().stream().allMatch(one -> canHold(one, items, possible));
      case Condition.Any any ->
          any.conditions().stream().anyMatch(one -> canHold(one, items, possible));
    };
  }

  /** Whether a point lies here. */
  boolean has(double[] point) {
    for (int i = 0; i < items.length; i++) {
      if (items[i] >= 0 && point[i] != items[i]) {
        return false;
      }
    }
    return true;
  }
}
