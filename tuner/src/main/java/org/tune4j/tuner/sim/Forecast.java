package org.tune4j.tuner.sim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.engine.Command;
import org.tune4j.tuner.sim.SimulationResult.Bin;

/**
 * What sweeps would take on a grid.
 *
 * @param result of their simulation
 * @param idle where slots idle
 */
public record Forecast(SimulationResult result, Idle idle) {
  /** More than that is no forecast that somebody waits for. */
  private static final long MOST_HAPPENINGS = 200_000_000;

  /** So many are enough to see that a sweep without an end is none. */
  private static final long MOST_OF_ENDLESS = 500_000;

  /**
   * The shares of the slots that nobody held: of those CPUs or GPUs of which more are used.
   *
   * @param share of all the time, from 0 to 1
   * @param start what the first third of the time adds to that
   * @param middle what the second third adds
   * @param tail what the last third adds
   * @param paused what of it there was while paused trials waited for others
   * @param lastNewS when the last new trial began, in seconds from the beginning
   */
  public record Idle(
      double share, double start, double middle, double tail, double paused, double lastNewS) {}

  /**
   * Simulates sweeps that begin together on members that stay.
   *
   * @param ends whether it is sure that they come to an end; else they are given up much earlier
   */
  public static Forecast of(List<SimulatedSweep> sweeps, MemberPlan members, boolean ends) {
    Watch watch = new Watch();
    SimulationResult result =
        new Simulation(sweeps, members)
            .limit(ends ? MOST_HAPPENINGS : MOST_OF_ENDLESS)
            .forgettingTrials()
            .observer(watch)
            .run();
    return new Forecast(result, watch.idle(result));
  }

  /** Sees when trials begin and wait. */
  private static final class Watch implements Observer {
    private final Waiting waiting = new Waiting();
    private double lastNewS;

    @Override
    public void decided(String sweep, SweepEvent.Recorded event, List<Command> commands) {
      double atS = ChronoUnit.MICROS.between(Instant.EPOCH, event.at()) / 1e6;
      for (Command command : commands) {
        if (command instanceof Command.Start start && start.trial().attempts() == 1) {
          lastNewS = atS;
        } else if (command instanceof Command.Store store) {
          waiting.see(store.trial(), atS);
        }
      }
    }

    Idle idle(SimulationResult result) {
      boolean byGpu = result.idleGpuShare() < result.idleCpuShare() && hasGpus(result);
      double[] thirds = new double[3];
      double all = 0;
      double paused = 0;
      List<Bin> bins = result.timeline().bins();
      double binS = result.timeline().secondsPerBin();
      for (int i = 0; i < bins.size(); i++) {
        double fromS = i * binS;
        double lengthS = Math.max(0, Math.min(binS, result.makespanS() - fromS));
        Bin bin = bins.get(i);
        double free = byGpu ? bin.gpus() - bin.busyGpus() : bin.cpus() - bin.busyCpus();
        all += lengthS * (byGpu ? bin.gpus() : bin.cpus());
        int third = (int) Math.min(2, 3 * (fromS + lengthS / 2) / result.makespanS());
        thirds[third] += lengthS * free;
        paused += free * waiting.seconds(fromS, fromS + lengthS);
      }
      double sum = thirds[0] + thirds[1] + thirds[2];
      return all == 0
          ? new Idle(0, 0, 0, 0, 0, lastNewS)
          : new Idle(
              sum / all, thirds[0] / all, thirds[1] / all, thirds[2] / all, paused / all, lastNewS);
    }

    private static boolean hasGpus(SimulationResult result) {
      return result.members().stream().anyMatch(member -> member.gpuS() > 0);
    }
  }
}
