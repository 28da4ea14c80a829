package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;

class ForecastTest {

  /** Ten trials of 7 s on 4 CPUs: 4 and 4 and 2, so that 2 CPUs idle from 14 s to 21 s. */
  @Test
  void itSaysWhenSlotsIdle() {
    Forecast forecast =
        Forecast.of(
            List.of(Sims.fifo("a", 10, 7)), MemberPlan.steady(2, new Resources(2, 0)), true);
    Forecast.Idle idle = forecast.idle();
    assertThat(idle.share()).isCloseTo(14 / 84.0, within(1e-6));
    assertThat(idle.start()).isCloseTo(0, within(1e-3));
    assertThat(idle.middle()).isCloseTo(0, within(1e-3));
    assertThat(idle.tail()).isCloseTo(14 / 84.0, within(1e-3));
    assertThat(idle.paused()).isZero();
    assertThat(idle.lastNewS()).isEqualTo(14);
    SimulationResult.SweepEnd end = forecast.result().sweeps().getFirst();
    assertThat(end.lengths()).isEqualTo(Map.of(7, 10));
    assertThat(end.trials()).as("a million of them would fill the memory").isEmpty();
  }

  @Test
  void aSweepThatMayNeverEndIsGivenUpSoon() {
    SimulatedSweep endless = Sims.fifo("a", Integer.MAX_VALUE, 1);
    Forecast forecast =
        Forecast.of(List.of(endless), MemberPlan.steady(1, Resources.ONE_CPU), false);
    assertThat(forecast.result().isFinished()).isFalse();
    assertThat(forecast.result().sweeps().getFirst().reason())
        .isEqualTo("it was given up after 500000 happenings");
  }

  @Test
  void timeWhenTrialsArePausedIsAddedUp() {
    Waiting waiting = new Waiting();
    waiting.see(trial(0, TrialStatus.PAUSED), 2);
    waiting.see(trial(1, TrialStatus.PAUSED), 3);
    waiting.see(trial(0, TrialStatus.RUNNING), 4);
    waiting.see(trial(1, TrialStatus.RUNNING), 6);
    waiting.see(trial(1, TrialStatus.PAUSED), 6);
    waiting.see(trial(1, TrialStatus.TERMINATED), 7);
    waiting.see(trial(2, TrialStatus.PAUSED), 9);
    assertThat(waiting.seconds(0, 1)).isZero();
    assertThat(waiting.seconds(0, 3)).isEqualTo(1);
    assertThat(waiting.seconds(4, 8)).isEqualTo(3);
    assertThat(waiting.seconds(7, 9)).isZero();
    assertThat(waiting.seconds(0, 12)).isEqualTo(5 + 3);
  }

  private static Trial trial(int number, TrialStatus status) {
    Trial trial =
        Trial.proposed("s", number, "t", Config.empty(), 1, PlacementGroup.ONE_CPU, Instant.EPOCH);
    return status == TrialStatus.PAUSED
        ? trial.waiting(status, "waits", null)
        : trial.ended(status, "on", null, Instant.EPOCH);
  }
}
