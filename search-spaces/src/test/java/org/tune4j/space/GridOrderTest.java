package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GridOrderTest {
  private static final String NESTED =
      """
      config:
        a: {grid_search: [1, {x: {grid_search: [7, 8, 9]}, y: {grid_search: [1, 2]}}, 5]}
        b: {grid_search: [1, 2]}
        c: {grid_search: [{grid_search: [{z: {grid_search: [3, 4]}}, 6]}, 9, 10]}
      """;

  @ParameterizedTest
  @EnumSource
  void everyCellComesOnceInEachSample(GridOrder order) {
    for (int seed = 0; seed < 60; seed++) {
      SearchSpace space = seed == 0 ? Spaces.of(NESTED) : grid(sizes(seed, 5));
      int cells = space.cells().intValueExact();
      Variants variants = new Variants(space, 2, seed, false, order, List.of());
      Set<Config> listed = new HashSet<>(first(new Variants(space, 1, 1, false, List.of()), cells));
      List<Config> all = first(variants, 2 * cells);
      assertThat(variants.get(2L * cells)).isNull();
      assertThat(listed).hasSize(cells);
      for (int sample = 0; sample < 2; sample++) {
        assertThat(all.subList(sample * cells, (sample + 1) * cells))
            .as("grid %d", seed)
            .doesNotHaveDuplicates()
            .allMatch(listed::contains);
      }
    }
  }

  @Test
  void theFirstCellsOfTheSpaceFillingOrderHaveEveryItemOfEachAxis() {
    for (int seed = 1; seed <= 200; seed++) {
      int[] sizes = sizes(seed, 40);
      Variants variants =
          new Variants(grid(sizes), 1, 1, false, GridOrder.SPACE_FILLING, List.of());
      for (int axis = 0; axis < sizes.length; axis++) {
        Set<Object> items = new HashSet<>();
        int asked = 0;
        while (items.size() < sizes[axis]) {
          items.add(item(variants, asked++, axis));
        }
        assertThat(asked)
            .as("axis %d of %s", axis, Arrays.toString(sizes))
            .isLessThanOrEqualTo(5 * sizes[axis]);
      }
    }
  }

  @Test
  void theFirstCellsOfTheSpaceFillingOrderHaveMostPairsOfItems() {
    Variants variants =
        new Variants(
            grid(new int[] {5, 4, 6, 3, 5, 4}), 1, 1, false, GridOrder.SPACE_FILLING, List.of());
    for (int one = 0; one < 6; one++) {
      for (int other = 0; other < one; other++) {
        Map<Object, Integer> pairs = new HashMap<>();
        for (int number = 0; number < 120; number++) { // of 7,200 cells
          pairs.merge(
              List.of(item(variants, number, one), item(variants, number, other)), 1, Integer::sum);
        }
        assertThat(pairs).as("%d and %d", one, other).hasSizeGreaterThanOrEqualTo(9);
        assertThat(pairs.values()).as("%d and %d", one, other).allMatch(count -> count <= 25);
      }
    }
  }

  @Test
  void huge() {
    for (int bits : new int[] {1, 31, 62, 63, 64, 65, 126, 127, 200}) {
      for (int odd = 0; odd < 2; odd++) {
        BigInteger count = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(odd));
        Shuffle shuffle = new Shuffle(count);
        Set<BigInteger> seen = new HashSet<>();
        int asked = count.min(BigInteger.valueOf(2_000)).intValue();
        for (int place = 0; place < asked; place++) {
          BigInteger at = shuffle.at(BigInteger.valueOf(place), 3);
          assertThat(at).isBetween(BigInteger.ZERO, count.subtract(BigInteger.ONE));
          seen.add(at);
        }
        assertThat(seen).as("%s", count).hasSize(asked);
      }
    }
  }

  @Test
  void aShuffledOrderIsOneOfManyByChance() {
    Shuffle shuffle = new Shuffle(BigInteger.valueOf(6));
    Map<List<Integer>, Integer> orders = new HashMap<>();
    for (long seed = 0; seed < 7_200; seed++) {
      List<Integer> order = new ArrayList<>();
      for (int place = 0; place < 6; place++) {
        order.add(shuffle.at(BigInteger.valueOf(place), seed).intValue());
      }
      orders.merge(order, 1, Integer::sum);
    }
    int[][] counts = new int[6][6];
    orders.forEach(
        (order, count) -> {
          for (int place = 0; place < 6; place++) {
            counts[place][order.get(place)] += count;
          }
        });
    assertThat(orders).hasSizeGreaterThan(400); // of 720; each half is moved three times
    for (int[] row : counts) {
      for (int count : row) {
        assertThat(count).isBetween(1_000, 1_400);
      }
    }
  }

  @Test
  void moreCellsThanALongCanCount() {
    int[] sizes = new int[100];
    Arrays.fill(sizes, 7);
    for (GridOrder order : GridOrder.values()) {
      Variants variants = new Variants(grid(sizes), 1, 1, false, order, List.of());
      assertThat(first(variants, 500)).as("%s", order).doesNotHaveDuplicates();
      assertThat(variants.get(Long.MAX_VALUE)).isNotNull();
    }
  }

  private static int[] sizes(long seed, int most) {
    RandomGenerator random = Seeds.random(seed);
    int[] sizes = new int[random.nextInt(1, 6)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = random.nextInt(1, most + 1);
    }
    return sizes;
  }

  private static SearchSpace grid(int[] sizes) {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int axis = 0; axis < sizes.length; axis++) {
      yaml.append("  ").append(key(axis)).append(": {grid_search: [0");
      for (int item = 1; item < sizes[axis]; item++) {
        yaml.append(", ").append(item);
      }
      yaml.append("]}\n");
    }
    return Spaces.of(yaml.toString());
  }

  private static String key(int axis) {
    return "k%03d".formatted(axis);
  }

  private static Object item(Variants variants, int number, int axis) {
    Config variant = Objects.requireNonNull(variants.get(number));
    return Objects.requireNonNull(variant.get("config." + key(axis)));
  }

  private static List<Config> first(Variants variants, int many) {
    List<Config> all = new ArrayList<>();
    for (int number = 0; number < many; number++) {
      all.add(Objects.requireNonNull(variants.get(number)));
    }
    return all;
  }
}
