package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * When the process of a member dies or freezes, the others notice; when it thaws, it comes back.
 */
@Tag("slow")
@Timeout(180)
final class DeadMemberTest {
  private static final String SECRET = "a secret of sixteen or more";
  private static final Duration FROZEN_AFTER = Duration.ofSeconds(4);

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private HazelcastInstance driver;
  private String place;

  @BeforeEach
  void start() {
    start(0);
  }

  private void start(int port) {
    GridSettings settings =
        new GridSettings(
            GridSettings.CLUSTER,
            GridSettings.LOOPBACK,
            port,
            List.of(),
            Secret.of(SECRET, "test"),
            FROZEN_AFTER);
    driver = GuardedMember.start(GridConfig.of(settings, Map.of()));
    place = "127.0.0.1:" + driver.getCluster().getLocalMember().getAddress().getPort();
    driver
        .getCluster()
        .addMembershipListener(
            new MembershipAdapter() {
              @Override
              public void memberAdded(MembershipEvent event) {
                events.add("joined");
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                events.add("left");
              }
            });
  }

  @AfterEach
  void stop() {
    driver.getLifecycleService().terminate();
  }

  @Test
  void aKilledMemberIsMissed() throws Exception {
    try (MemberProcess member = MemberProcess.start(SECRET, place, FROZEN_AFTER)) {
      expect("joined");
      member.kill();
      expect("left");
    }
  }

  @Test
  void aFrozenMemberIsMissedAndComesBack() throws Exception {
    try (MemberProcess member = MemberProcess.start(SECRET, place, FROZEN_AFTER)) {
      expect("joined");
      member.freeze();
      expect("left");
      member.thaw();
      expect("joined");
      assertThat(driver.getCluster().getMembers()).hasSize(2);
    }
  }

  @Test
  void theOthersGoOnWhenTheFirstMemberIsKilled() throws Exception {
    try (MemberProcess first = MemberProcess.start(SECRET, place, FROZEN_AFTER)) {
      expect("joined");
      HazelcastInstance old = driver;
      try (MemberProcess second = MemberProcess.start(SECRET, first.place(), FROZEN_AFTER)) {
        expect("joined");
        old.getMap("any").set("key", "value");
        first.kill();
        expect("left");
        assertThat(old.getMap("any").get("key")).isEqualTo("value");
        assertThat(second.place()).isNotEqualTo(first.place());
      }
    }
  }

  /** It is alone, and there are two of the others: by Hazelcast's own rule it would go to them. */
  @Test
  void aFirstMemberThatIsStartedAnewIsJoinedByTheOthers() throws Exception {
    try (MemberProcess one = MemberProcess.start(SECRET, place, FROZEN_AFTER);
        MemberProcess two = MemberProcess.start(SECRET, place, FROZEN_AFTER)) {
      expect("joined");
      expect("joined");
      int port = driver.getCluster().getLocalMember().getAddress().getPort();
      driver.getLifecycleService().terminate();
      start(port);
      String uuid = driver.getCluster().getLocalMember().getUuid().toString();
      expect("joined");
      expect("joined");
      assertThat(driver.getCluster().getLocalMember().getUuid()).hasToString(uuid);
      assertThat(one.place()).isNotEqualTo(two.place());
    }
  }

  private void expect(String event) throws InterruptedException {
    long start = System.nanoTime();
    assertThat(events.poll(90, TimeUnit.SECONDS)).isEqualTo(event);
    System.out.printf("%s after %.1f s%n", event, (System.nanoTime() - start) / 1e9);
  }
}
