package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ServerWatchTest {
  private final List<String> news = new ArrayList<>();
  private final AtomicInteger members = new AtomicInteger(1);

  @Test
  void eachChangeIsToldOnce() {
    try (ServerWatch watch =
        new ServerWatch("10.0.0.5:5701", members::get, Duration.ofMinutes(15), news::add)) {
      watch.look(at(0));
      members.set(3);
      watch.look(at(1));
      watch.look(at(100)); // nobody has driven it yet
      watch.heard(at(100));
      watch.look(at(109));
      watch.look(at(110));
      watch.look(at(111));
      members.set(2);
      watch.heard(at(120));
      watch.heard(at(121));
      watch.look(at(122));
    }
    assertThat(news)
        .containsExactly(
            "joined the grid of 10.0.0.5:5701 (3 members)",
            "lost the server; trials go on for 15 minutes",
            "found the server again (2 members)");
  }

  private static long at(long second) {
    return TimeUnit.SECONDS.toNanos(second);
  }
}
