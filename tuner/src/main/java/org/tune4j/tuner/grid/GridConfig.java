package org.tune4j.tuner.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.TopicConfig;

/**
 * How Hazelcast is set up: loopback only, no multicast, nothing sent home, no Java deserialization.
 */
public final class GridConfig {
  static final String CHECKPOINTS = "tune.checkpoints";

  /** What a member is called by drivers. */
  static final String MEMBER = "tune.member";

  static final String VERSION = "tune.version";

  private static final String NO_CLASS = "no class at all";

  private GridConfig() {}

  /** A member that is a grid of its own. */
  public static Config embedded(String cluster) {
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
    config.addTopicConfig(new TopicConfig("tune.*").setStatisticsEnabled(false));
    config.addMapConfig(new MapConfig(CHECKPOINTS).setBackupCount(1).setStatisticsEnabled(false));
    return config;
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
