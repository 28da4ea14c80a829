package org.tune4j.tuner.sim;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Trial;

/**
 * What came of a simulation.
 *
 * @param makespanS when the last sweep ended, in seconds from the beginning
 * @param sweeps in their order
 * @param members by name
 * @param timeline what was held when
 * @param happenings how many things happened in all
 */
public record SimulationResult(
    double makespanS,
    List<SweepEnd> sweeps,
    List<MemberUse> members,
    Timeline timeline,
    long happenings) {

  public SimulationResult {
    sweeps = List.copyOf(sweeps);
    members = List.copyOf(members);
  }

  /** Whether all sweeps ran to their end. */
  public boolean isFinished() {
    return sweeps.stream().allMatch(SweepEnd::finished);
  }

  /** How many iterations were run, also in vain, by all sweeps. */
  public long iterations() {
    return sweeps.stream().mapToLong(SweepEnd::iterations).sum();
  }

  /** The share of all CPUs that nobody held, from 0 to 1. */
  public double idleCpuShare() {
    double all = members.stream().mapToDouble(MemberUse::cpuS).sum();
    return all == 0 ? 0 : 1 - members.stream().mapToDouble(MemberUse::busyCpuS).sum() / all;
  }

  /** The share of all GPUs that nobody held, from 0 to 1; 0 when there are none. */
  public double idleGpuShare() {
    double all = members.stream().mapToDouble(MemberUse::gpuS).sum();
    return all == 0 ? 0 : 1 - members.stream().mapToDouble(MemberUse::busyGpuS).sum() / all;
  }

  /**
   * What came of a sweep.
   *
   * @param finished whether it ran to its end
   * @param reason why it ended, or what it waits for
   * @param endedS when it ended, in seconds from the beginning; when it was given up if it did not
   * @param proposed how many trials there were
   * @param terminated how many of them ended well
   * @param errors how many ended by a failure
   * @param iterations how many iterations were reported, also those that were run again
   * @param iterationSeconds what these took
   * @param attempts how often a trial was started
   * @param lost how many attempts were lost with their member or their driver
   * @param best the trial with the best value of the objective; {@code null} when none has one
   * @param lengths how many trials ended after how many iterations
   * @param trials all that have ended, in this order; empty when they are forgotten
   */
  public record SweepEnd(
      String name,
      boolean finished,
      String reason,
      double endedS,
      int proposed,
      int terminated,
      int errors,
      long iterations,
      double iterationSeconds,
      long attempts,
      long lost,
      @Nullable Trial best,
      SortedMap<Integer, Integer> lengths,
      List<TrialEnd> trials) {
    public SweepEnd {
      lengths = Collections.unmodifiableSortedMap(new TreeMap<>(lengths));
      trials = List.copyOf(trials);
    }
  }

  /**
   * A trial that has ended.
   *
   * @param trial as it stood then
   * @param iterations the last that it reported; 0 for none
   */
  public record TrialEnd(Trial trial, int iterations) {}

  /**
   * What of a member was used, while it was there.
   *
   * @param cpuS its CPUs x seconds
   * @param busyCpuS those that a trial held
   * @param gpuS its GPUs x seconds
   * @param busyGpuS those that a trial held
   * @param attempts how many began with it
   */
  public record MemberUse(
      String member, double cpuS, double busyCpuS, double gpuS, double busyGpuS, long attempts) {

    /** The CPUs x seconds that nobody held. */
    public double idleCpuS() {
      return cpuS - busyCpuS;
    }
  }

  /**
   * What was there and what of it was held, over the time.
   *
   * @param secondsPerBin the length of a bin, in seconds; the last may be cut short
   * @param bins from the beginning, without a gap
   */
  public record Timeline(double secondsPerBin, List<Bin> bins) {
    public Timeline {
      bins = List.copyOf(bins);
    }
  }

  /** Averages over one piece of time. */
  public record Bin(double cpus, double busyCpus, double gpus, double busyGpus, double attempts) {}
}
