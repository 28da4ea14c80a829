package org.tune4j.search.cmaes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.search.Algorithm;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.History;
import org.tune4j.search.Observation;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/**
 * CMA-ES (Hansen, "The CMA evolution strategy: a tutorial", 2016) for few evaluations and many
 * workers: it never waits for a generation, and learns from late results, too. A search of its own
 * for each {@link Branch} of the space; the more a branch promises, the more trials it gets.
 *
 * <p>What it knows follows from the history alone. Not thread-safe.
 */
public final class CmaEs implements Algorithm {
  /** The kind {@code cmaes}. */
  public static final AlgorithmKind KIND =
      new AlgorithmKind(
          "cmaes",
          true,
          ConfigSchema.of(List.of(), Map.of()),
          setup -> new CmaEs(setup.space(), setup.seed(), setup.concurrent()));

  private final ParameterSpace space;
  private final long seed;
  private final int concurrent;
  private final List<Branch> branches;
  private List<BranchSearch> searches = List.of();
  private List<Fortune> fortunes = List.of();
  private int taken;

  CmaEs(ParameterSpace space, long seed, int concurrent) {
    this.space = space;
    this.seed = Seeds.derive(seed, "cmaes", 0);
    this.concurrent = concurrent;
    this.branches = Branch.of(space);
    forget();
  }

  private void forget() {
    taken = 0;
    searches = new ArrayList<>();
    fortunes = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      int each = concurrent / branches.size();
      searches.add(new BranchSearch(space, branches.get(i), Seeds.derive(seed, "branch", i), each));
      fortunes.add(new Fortune());
    }
  }

  @Override
  public double[] suggest(int number, int retry, History history) {
    learn(history);
    int[] tried = new int[branches.size()];
    for (int i = 0; i < tried.length; i++) {
      tried[i] = fortunes.get(i).ended();
    }
    for (Observation running : history.running()) {
      tried[branchOf(running.point())]++;
    }
    int branch = choose(number, retry, tried);
    return searches.get(branch).suggest(number, retry, tried[branch]);
  }

  private void learn(History history) {
    List<Observation> ended = history.ended();
    if (ended.size() < taken) {
      forget(); // another history
    }
    for (; taken < ended.size(); taken++) {
      Observation observation = ended.get(taken);
      int branch = branchOf(observation.point());
      searches.get(branch).take(observation);
      fortunes.get(branch).add(observation);
    }
  }

  private int branchOf(double[] point) {
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).has(point)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no point of this space");
  }

  /** All branches begin; then each gets its share, by chance. */
  private int choose(int number, int retry, int[] tried) {
    int fewest = 0;
    for (int i = 1; i < tried.length; i++) {
      fewest = tried[i] < tried[fewest] ? i : fewest;
    }
    if (tried.length == 1 || tried[fewest] < searches.get(fewest).first()) {
      return fewest;
    }
    RandomGenerator random = Seeds.random(Seeds.derive(seed, "share", retry), "trial", number);
    double[] shares = Fortune.shares(fortunes);
    double u = Chance.uniform(random);
    for (int i = 0; i < shares.length - 1; i++) {
      u -= shares[i];
      if (u < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }
}
