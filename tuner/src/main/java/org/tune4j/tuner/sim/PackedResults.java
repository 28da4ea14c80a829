package org.tune4j.tuner.sim;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tune4j.trial.Result;

/**
 * The results of one trial, without their {@code extra}, in an eighth of the memory: all those of a
 * recorded sweep are there at once. Immutable.
 */
final class PackedResults extends AbstractList<Result> implements RandomAccess {
  private final String trialId;
  private final int size;
  private final int[] attempts;
  private final int[] iterations;
  private final long[] timesteps;
  private final long[] episodes;
  private final double[] seconds;
  private final BitSet done = new BitSet();
  private final List<String> names;

  /** By result and name; NaN where there is none, as a metric is never that. */
  private final double[][] values;

  PackedResults(List<Result> results) {
    trialId = results.isEmpty() ? "" : results.getFirst().trialId();
    size = results.size();
    attempts = results.stream().mapToInt(Result::attempt).toArray();
    iterations = results.stream().mapToInt(Result::trainingIteration).toArray();
    timesteps = results.stream().mapToLong(Result::timestepsTotal).toArray();
    episodes = results.stream().mapToLong(Result::episodesTotal).toArray();
    seconds = results.stream().mapToDouble(Result::timeTotalS).toArray();
    SortedSet<String> all = new TreeSet<>();
    results.forEach(result -> all.addAll(result.metrics().keySet()));
    names = List.copyOf(all);
    values = new double[size][];
    for (int i = 0; i < size; i++) {
      done.set(i, results.get(i).done());
      SortedMap<String, Double> metrics = results.get(i).metrics();
      values[i] = names.stream().mapToDouble(n -> metrics.getOrDefault(n, Double.NaN)).toArray();
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Result get(int index) {
    Objects.checkIndex(index, size);
    SortedMap<String, Double> metrics = new TreeMap<>();
    for (int n = 0; n < names.size(); n++) {
      if (!Double.isNaN(values[index][n])) {
        metrics.put(names.get(n), values[index][n]);
      }
    }
    return new Result(
        trialId,
        attempts[index],
        iterations[index],
        timesteps[index],
        episodes[index],
        seconds[index],
        metrics,
        null,
        done.get(index));
  }
}
