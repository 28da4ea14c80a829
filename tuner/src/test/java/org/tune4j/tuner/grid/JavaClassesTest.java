package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.NoDataMemberInClusterException;
import com.hazelcast.spi.exception.CallerNotMemberException;
import com.hazelcast.spi.exception.PartitionMigratingException;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import com.hazelcast.spi.exception.WrongTargetException;
import java.io.File;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JavaClassesTest {
  private static HazelcastInstance member;
  private static IMap<String, Object> map;

  @BeforeAll
  static void start() {
    member = GuardedMember.start(GridConfig.of(GridSettings.embedded(), Map.of()));
    map = member.getMap("any");
  }

  @AfterAll
  static void stop() {
    member.getLifecycleService().terminate();
  }

  static List<Throwable> errors() {
    return List.of(
        new WrongTargetException("x"),
        new PartitionMigratingException("x"),
        new TargetNotMemberException("x"),
        new CallerNotMemberException("x"),
        new TargetDisconnectedException("x"),
        new RetryableHazelcastException("x"),
        new NoDataMemberInClusterException("x"),
        new HazelcastInstanceNotActiveException("x"),
        new OperationTimeoutException("x"),
        new ExecutionException(new IllegalStateException("x", new NullPointerException("y"))),
        new OutOfMemoryError("x"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void theErrorsOfHazelcastAreRead(Throwable error) {
    error.addSuppressed(new IllegalArgumentException("z"));
    map.set("error", error);

    assertThat(map.get("error")).hasSameClassAs(error).hasToString(error.toString());
  }

  @Test
  void theStateOfAClusterIsRead() {
    map.set("state", ClusterState.FROZEN);

    assertThat(map.get("state")).isEqualTo(ClusterState.FROZEN);
  }

  static List<Serializable> others() {
    return List.of(
        new File("/"),
        Locale.ROOT,
        new java.util.HashMap<>(Map.of("a", new File("b"))),
        new Mine("x"));
  }

  record Mine(String text) implements Serializable {}

  @ParameterizedTest
  @MethodSource("others")
  void nothingElseIsRead(Serializable other) {
    map.set("other", other);

    assertThatThrownBy(() -> map.get("other")).hasStackTraceContaining("is not allowed");
  }
}
