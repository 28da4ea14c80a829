package org.tune4j.search.sequence;

import org.tune4j.search.AlgorithmContract;

class SobolSearchTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "sobol";
  }
}
