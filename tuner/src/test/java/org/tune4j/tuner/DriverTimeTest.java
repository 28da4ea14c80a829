package org.tune4j.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DriverTimeTest {

  @Test
  void itGoesOnWhateverTheClockDoes() {
    JumpingClock clock = new JumpingClock();
    DriverTime time = new DriverTime(clock);
    Instant started = clock.now;
    Instant before = time.now();
    assertThat(before).isAfterOrEqualTo(started);
    for (Duration jump : new Duration[] {Duration.ofDays(-3_650), Duration.ofDays(7_300)}) {
      clock.now = clock.now.plus(jump);
      time.turn();
      Instant after = time.now();
      assertThat(after).isBetween(before, started.plus(Duration.ofHours(1)));
      assertThat(time.worked()).isBetween(0L, Duration.ofHours(1).toMillis());
      before = after;
    }
  }

  @Test
  void turnsShorterThanAMillisecondCountToo() {
    long[] nanos = {0};
    DriverTime time = new DriverTime(new JumpingClock(), () -> nanos[0]);
    for (int turn = 0; turn < 10_000; turn++) {
      nanos[0] += 300_000;
      time.turn();
    }
    assertThat(time.worked()).isEqualTo(3_000);
  }

  /** Somebody sets it now and then. */
  private static final class JumpingClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
