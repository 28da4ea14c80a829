package org.tune4j.tuner.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.QueueConfig;
import org.tune4j.trial.Resources;

/**
 * How Hazelcast is set up: loopback only, no multicast, nothing sent home, no Java deserialization.
 */
final class GridConfig {
  static final String CHECKPOINTS = "tune.checkpoints";
  static final String CPU = "tune.cpu";
  static final String GPU = "tune.gpu";

  /** Batches, not messages; a full inbox makes the members wait. */
  private static final int INBOX_BATCHES = 1_000;

  private static final String NO_CLASS = "no class at all";

  private GridConfig() {}

  /** A member that is a grid of its own. */
  static Config embedded(String cluster, Resources offered) {
    Config config = new Config();
    config.setClusterName(cluster);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.health.monitoring.level", "OFF");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.partition.count", "67");
    config.setProperty("hazelcast.operation.thread.count", "2");
    config.setProperty("hazelcast.operation.generic.thread.count", "2");
    config.setProperty("hazelcast.io.thread.count", "1");
    config.setProperty("hazelcast.event.thread.count", "1");
    config.getMetricsConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    config.getSerializationConfig().setJavaSerializationFilterConfig(noJavaSerialization());
    loopbackOnly(config.getNetworkConfig());
    config
        .getMemberAttributeConfig()
        .setAttribute(CPU, String.valueOf(offered.cpu()))
        .setAttribute(GPU, String.valueOf(offered.gpu()));
    config.addQueueConfig(new QueueConfig(inbox("*")).setMaxSize(INBOX_BATCHES).setBackupCount(1));
    config.addQueueConfig(new QueueConfig(orders("*")).setBackupCount(1));
    return config;
  }

  /** The queue of a driver. */
  static String inbox(String driver) {
    return "tune.driver." + driver;
  }

  /** The queue of a member. */
  static String orders(String member) {
    return "tune.member." + member;
  }

  private static JavaSerializationFilterConfig noJavaSerialization() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter.getWhitelist().addClasses(NO_CLASS); // an empty list would let every class in
    return filter;
  }

  private static void loopbackOnly(NetworkConfig network) {
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    network.setPublicAddress("127.0.0.1");
    network.setPort(5701).setPortAutoIncrement(true).setPortCount(1_000);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(false);
  }
}
