package org.tune4j.rl.model;

import java.util.Arrays;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.tune4j.rl.state.SavedRandom;

/**
 * The shape of a {@link NoisyNetwork}. DL4J's graph of it is the one without noise.
 *
 * @param noisy the names of the layers with noise
 * @param sigma0 how great the noise is at first, times the root of a layer's number of inputs
 */
public record NoisySpec(NetworkSpec spec, Set<String> noisy, double sigma0)
    implements Architecture {
  public NoisySpec {
    noisy = Set.copyOf(noisy);
  }

  @Override
  public Network network() {
    return new NoisyNetwork(this);
  }

  @Override
  public int parameterCount() {
    int sigmas = Arrays.stream(noisyBlocks()).mapToInt(NetworkSpec.Block::length).sum();
    return spec.parameterCount() + sigmas;
  }

  NetworkSpec.Block[] noisyBlocks() {
    NetworkSpec.Block[] found = new NetworkSpec.Block[noisy.size()];
    int count = 0;
    for (int i = 0; i < spec.layers().size(); i++) {
      if (noisy.contains(spec.layers().get(i).name())) {
        found[count++] = spec.blocks().get(i);
      }
    }
    return found;
  }

  /**
   * In noisy layers each mu is uniform within ±1/√inputs and each sigma is sigma0/√inputs (section
   * 3.2 of the paper), elsewhere parameters are as the spec says.
   */
  @Override
  public float[] initialParameters(long seed) {
    float[] fresh = Arrays.copyOf(spec.initialParameters(seed), parameterCount());
    SavedRandom random = new SavedRandom(seed, "noisy_weights", 0);
    int at = spec.parameterCount();
    for (NetworkSpec.Block block : noisyBlocks()) {
      double bound = 1 / Math.sqrt(block.fanIn());
      int first = Math.min(block.weights(), block.biases());
      for (int i = 0; i < block.length(); i++) {
        fresh[first + i] = (float) (bound * (2 * random.nextDouble() - 1));
        fresh[at + i] = (float) (bound * sigma0);
      }
      at += block.length();
    }
    return fresh;
  }

  @Override
  public ComputationGraph graph(float[] parameters) {
    return spec.graph(Arrays.copyOf(parameters, spec.parameterCount()));
  }
}
