package org.tune4j.tuner.grid;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage.SplitBrainMergeCheckResult;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Collectors;
import org.tune4j.yaml.Problems;

/**
 * Decides which half of a grid goes to the other when they find each other again. Hazelcast sends
 * the smaller one, and a member that goes becomes a new one, with nothing of what it held. So:
 *
 * <ul>
 *   <li>A member that was told to join nobody, such as a server, stays, and so do those that are
 *       with it: the others come to it, even when they are more.
 *   <li>The others go where they were told to join. To any other place they go when Hazelcast says
 *       so, and also when all were told to join all, lest two go to each other at the same time.
 * </ul>
 */
final class HomingJoiner extends TcpIpJoiner {
  /** The attribute of members that stay. */
  static final String STAYS = "tune.stays";

  HomingJoiner(Node node) {
    super(node);
  }

  @Override
  public void searchForOtherClusters() {
    if (clusterService.getMembers().stream().anyMatch(HomingJoiner::stays)) {
      return;
    }
    SplitBrainJoinMessage request = node.createSplitBrainJoinMessage();
    Set<InetSocketAddress> homes = homes();
    if (isHome(node.getThisAddress(), homes)) {
      homes = Set.of();
    }
    for (Address address : getFilteredPossibleAddresses()) {
      if (goesTo(address, homes, request)) {
        logger.warning("going from " + node.getThisAddress() + " to the members at " + address);
        setTargetAddress(address);
        startClusterMerge(address, request.getMemberListVersion());
        return;
      }
    }
  }

  private boolean goesTo(
      Address address, Set<InetSocketAddress> homes, SplitBrainJoinMessage request) {
    SplitBrainMergeCheckResult result = sendSplitBrainJoinMessageAndCheckResponse(address, request);
    return switch (result) {
      case LOCAL_NODE_SHOULD_MERGE -> true;
      case REMOTE_NODE_SHOULD_MERGE -> isHome(address, homes);
      case CANNOT_MERGE -> false;
    };
  }

  private static boolean isHome(Address address, Set<InetSocketAddress> homes) {
    try {
      return homes.contains(address.getInetSocketAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean stays(Member member) {
    return member.getAttribute(STAYS) != null;
  }

  /** Where it was told to join, as far as the names are known now. */
  private Set<InetSocketAddress> homes() {
    return config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers().stream()
        .map(text -> HostPort.parse("", text, new Problems()))
        .map(place -> new InetSocketAddress(place.host(), place.port()))
        .collect(Collectors.toSet());
  }
}
