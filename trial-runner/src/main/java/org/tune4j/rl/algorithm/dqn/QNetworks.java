package org.tune4j.rl.algorithm.dqn;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.model.NoisyNetwork;

/**
 * The networks of one trial, with noise on their branches or without.
 *
 * @param sigma0 how great the noise is at first; {@code null} for none
 */
record QNetworks(NetworkSpec spec, @Nullable Double sigma0) {

  Network network() {
    return sigma0 == null ? spec.network() : new NoisyNetwork(spec, branches(), sigma0);
  }

  /** The model that trains one of them. */
  Model model(Network network, long seed, double adamEpsilon) {
    Adam adam = new Adam(network.parameterCount(), adamEpsilon);
    return network instanceof NoisyNetwork noisy
        ? Model.noisy(noisy, seed, adam)
        : Model.of(spec, network, seed, adam);
  }

  private Set<String> branches() {
    return spec.layers().stream()
        .map(NetworkSpec.Layer::name)
        .filter(name -> name.startsWith("advantages") || name.startsWith("value"))
        .collect(Collectors.toSet());
  }
}
