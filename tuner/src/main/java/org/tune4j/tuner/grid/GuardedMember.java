package org.tune4j.tuner.grid;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.server.tcp.TcpServer;
import com.hazelcast.internal.server.tcp.TcpServerConnectionManager;
import com.hazelcast.nio.MemberSocketInterceptor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;

/**
 * Starts Hazelcast with a {@link Gate}. Hazelcast knows socket interceptors, but its open edition
 * has no way to configure one; so the member gets a node extension that hands it out.
 */
final class GuardedMember {
  private static final VarHandle ACCEPTED = accepted();

  private GuardedMember() {}

  /** A member whose every connection, in and out, passes the gate of its config. */
  static HazelcastInstance start(Config config) {
    if (!config.getNetworkConfig().getSocketInterceptorConfig().isEnabled()) {
      throw new IllegalArgumentException("the config has no gate");
    }
    return HazelcastInstanceFactory.newHazelcastInstance(
        config, config.getInstanceName(), new GuardedNode());
  }

  private static final class GuardedNode extends DefaultNodeContext {
    @Override
    public NodeExtension createNodeExtension(Node node) {
      return new GuardedExtension(node);
    }

    @Override
    public Joiner createJoiner(Node node) {
      Joiner usual = super.createJoiner(node);
      return usual.getClass() == TcpIpJoiner.class ? new HomingJoiner(node) : usual;
    }
  }

  private static final class GuardedExtension extends DefaultNodeExtension {
    private final MemberSocketInterceptor gate;

    GuardedExtension(Node node) {
      super(node);
      this.gate =
          (MemberSocketInterceptor)
              node.getConfig().getNetworkConfig().getSocketInterceptorConfig().getImplementation();
    }

    @Override
    public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier endpoint) {
      forgetClosed(((TcpServer) node.getServer()).getConnectionManager(endpoint));
      return gate;
    }
  }

  /**
   * Hazelcast keeps a channel that its interceptor refused in a set for ever; so with each
   * connection, those that have been closed since are taken out.
   */
  private static void forgetClosed(TcpServerConnectionManager connections) {
    channels(connections).removeIf(Channel::isClosed);
  }

  /** The connections that wait at a member's gate, or were refused and are not yet forgotten. */
  @SuppressWarnings("unchecked")
  static Set<Channel> channels(TcpServerConnectionManager connections) {
    return (Set<Channel>) ACCEPTED.get(connections);
  }

  private static VarHandle accepted() {
    try {
      Class<?> owner = TcpServerConnectionManager.class.getSuperclass();
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, "acceptedChannels", Set.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("grid: this version of Hazelcast is not known", e);
    }
  }
}
