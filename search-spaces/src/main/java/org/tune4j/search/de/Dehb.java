package org.tune4j.search.de;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.search.Levels;
import org.tune4j.search.Observation;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Range;
import org.tune4j.space.Seeds;
import org.tune4j.space.ValueType;

/**
 * Differential evolution with a population for each level (Awad, Mallik, Hutter, "DEHB:
 * evolutionary hyperband for scalable, robust and efficient hyperparameter optimization", 2021). A
 * point is made for one level: its parents are the best of the level below, and its target is a
 * member of that level. All trials begin at the bottom, and each competes at every level that it
 * reaches; which ones go on is the scheduler's to decide.
 */
public final class Dehb implements Algorithm {
  private static final double SCALE = 0.5;
  private static final double RATE = 0.5;

  /** As a sweep names it. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "dehb",
          true,
          schema(),
          setup ->
              new Dehb(
                  setup.space(),
                  setup.seed(),
                  Levels.of(setup.settings()),
                  Settings.of(setup.settings())));

  /**
   * What can be set beside the levels.
   *
   * @param scale F, above 0
   * @param rate CR, in [0, 1]
   * @param size of a population, from 4
   */
  record Settings(double scale, double rate, int size) {
    static Settings of(Config settings) {
      return new Settings(
          settings.getDouble("f", SCALE),
          settings.getDouble("cr", RATE),
          (int) settings.getLong("population", SIZE));
    }
  }

  private static final int SIZE = 15;

  /**
   * How often a choice without an order takes any item: where all members agree on one, differences
   * lead to no other.
   */
  private static final double ANY_ITEM = 0.1;

  /** So many members a level needs before points are made for it. */
  private static final int READY = 4;

  private static final int PARENTS = 3;

  /** So many of the best of a level may be parents for the next. */
  private static final int POOL = 5;

  private final ParameterSpace space;
  private final long seed;
  private final int[] levels;
  private final Settings settings;
  private final List<Slots> populations = new ArrayList<>();
  private @Nullable History seen;
  private int read;

  Dehb(ParameterSpace space, long seed, int[] levels, Settings settings) {
    this.space = space;
    this.seed = Seeds.derive(seed, "dehb", 0);
    this.levels = levels;
    this.settings = settings;
  }

  private static ConfigSchema schema() {
    List<ConfigSchema.Key> keys = new ArrayList<>(Levels.KEYS);
    keys.add(new ConfigSchema.Key("f", new ValueType.Real(0, 2), "how far differences carry"));
    keys.add(new ConfigSchema.Key("cr", new ValueType.Real(0, 1), "part taken from the mutant"));
    keys.add(
        new ConfigSchema.Key(
            "population", new ValueType.Whole(READY, 10_000), "members at each level"));
    return ConfigSchema.of(keys, Map.of());
  }

  @Override
  public int[] levels() {
    return levels.clone();
  }

  @Override
  public String note() {
    return Levels.note(levels);
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    learn(history);
    RandomGenerator random = Seeds.random(Seeds.derive(seed, "try", retry), "trial", number);
    int level = level(Chance.uniform(random));
    return level < 0 ? space.random(random) : space.at(bred(level, number, retry, random));
  }

  private void learn(History history) {
    if (history != seen) { // another one may have other trials
      seen = history;
      read = 0;
      populations.clear();
      for (int level = 0; level < levels.length; level++) {
        populations.add(new Slots(settings.size));
      }
    }
    for (; read < history.ended().size(); read++) {
      compete(history.ended().get(read));
    }
    history.running().forEach(this::compete);
  }

  private void compete(Observation trial) {
    if (Double.isNaN(Levels.value(trial, 0))) {
      return;
    }
    double[] place = Places.of(trial, space, seed);
    for (int level = 0; level < levels.length; level++) {
      double value = Levels.value(trial, level);
      if (!Double.isNaN(value)) {
        populations.get(level).compete(new Slots.Member(trial.number(), place, value));
      }
    }
  }

  /** One of the levels with enough members, each as likely; -1 when there is none. */
  private int level(double unit) {
    if (populations.get(0).sorted().size() < settings.size) {
      return -1;
    }
    int ready = 1;
    while (ready < levels.length && populations.get(ready).sorted().size() >= READY) {
      ready++;
    }
    return (int) (unit * ready);
  }

  /** rand/1/bin: a mutant of three parents, crossed with the target. */
  private double[] bred(int level, int number, int retry, RandomGenerator random) {
    Slots own = populations.get(level);
    List<Slots.Member> parents = parents(level, random);
    double[] one = parents.get(0).place();
    double[] plus = parents.get(1).place();
    double[] minus = parents.get(2).place();
    double[] place = own.target(number).place().clone();
    int forced = Chance.index(Math.max(1, place.length), random);
    for (int i = 0; i < place.length; i++) {
      boolean crosses = Chance.uniform(random) < settings.rate || i == forced;
      double coin = Chance.uniform(random);
      double other = Chance.uniform(random);
      Range range = space.parameters().get(i).range();
      if (coin < 0.02 * retry + (range.isOrdered() ? 0 : ANY_ITEM)) {
        place[i] = other; // what was made is there already, or no member has the item
      } else if (crosses && range.isOrdered()) {
        double mutant = one[i] + settings.scale * (plus[i] - minus[i]);
        place[i] = mutant < 0 || mutant > 1 ? other : mutant;
      } else if (crosses) {
        place[i] = Places.item(one[i], plus[i], minus[i], coin, other, settings.scale);
      }
    }
    return place;
  }

  /** Three of the best of the level below, none twice. */
  private List<Slots.Member> parents(int level, RandomGenerator random) {
    List<Slots.Member> below = populations.get(Math.max(0, level - 1)).sorted();
    List<Slots.Member> pool = new ArrayList<>(below.subList(0, Math.min(POOL, below.size())));
    List<Slots.Member> parents = new ArrayList<>();
    for (int i = 0; i < PARENTS; i++) {
      parents.add(pool.remove(Chance.index(pool.size(), random)));
    }
    return parents;
  }
}
