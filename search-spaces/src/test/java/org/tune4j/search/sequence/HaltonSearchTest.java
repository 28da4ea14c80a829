package org.tune4j.search.sequence;

import org.tune4j.search.AlgorithmContract;

class HaltonSearchTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "halton";
  }
}
