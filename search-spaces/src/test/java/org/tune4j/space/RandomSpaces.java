package org.tune4j.space;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Spaces of all kinds, at random. */
public final class RandomSpaces {
  private RandomSpaces() {}

  /** A space with one to six keys, some of them under conditions. */
  public static SearchSpace space(RandomGenerator random) {
    TreeMap<String, SpaceNode> entries = new TreeMap<>();
    List<String> choices = new ArrayList<>();
    int keys = random.nextInt(1, 7);
    for (int i = 0; i < keys; i++) {
      String key = "k" + i;
      SpaceNode node = node(random, 0);
      if (node instanceof Domain.Choice choice
          && choice.items().stream().allMatch(SpaceNode.Constant.class::isInstance)
          && choices.isEmpty()) {
        choices.add(key);
      } else if (!choices.isEmpty() && random.nextInt(3) == 0) {
        node =
            new SpaceNode.Conditional(
                "config." + key,
                node,
                List.of(
                    new When("config." + choices.getFirst(), new When.Test.OneOf(List.of(0L, 1L)))),
                null);
      }
      entries.put(key, node);
    }
    TreeMap<String, SpaceNode> root = new TreeMap<>();
    root.put("config", new SpaceNode.MapNode(entries));
    return new SearchSpace(new SpaceNode.MapNode(root));
  }

  private static SpaceNode node(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 1 ? 5 : 8)) {
      case 0 -> {
        double low = random.nextDouble(-5, 5);
        yield new Reals(low, low + random.nextDouble(1e-3, 10), false, 0);
      }
      case 1 -> {
        double low = StrictMath.exp(random.nextDouble(-12, 3));
        yield new Reals(low, low * random.nextDouble(1.01, 1e6), true, 0);
      }
      case 2 -> {
        double q = List.of(0.1, 0.25, 1e-3, 2.0).get(random.nextInt(4));
        long first = random.nextLong(1, 50);
        long last = first + random.nextLong(1, 400);
        yield new Reals(Reals.multiple(first, q), Reals.multiple(last, q), random.nextBoolean(), q);
      }
      case 3 -> {
        long low = random.nextLong(1, 50);
        yield new Wholes(low, low + random.nextLong(2, 1_000), random.nextBoolean(), 0);
      }
      case 4 -> new Normals(random.nextDouble(-3, 3), random.nextDouble(0.1, 2), 0);
      case 5 -> {
        List<SpaceNode> items = new ArrayList<>();
        for (long i = 0; i < random.nextInt(1, 5); i++) {
          items.add(new SpaceNode.Constant(i));
        }
        yield new Domain.Choice(items);
      }
      case 6 -> new Domain.Choice(List.of(node(random, depth + 1), new SpaceNode.Constant("none")));
      default -> {
        TreeMap<String, SpaceNode> inner = new TreeMap<>();
        inner.put("a", node(random, depth + 1));
        inner.put("b", new SpaceNode.Constant("fixed"));
        yield new SpaceNode.MapNode(inner);
      }
    };
  }
}
