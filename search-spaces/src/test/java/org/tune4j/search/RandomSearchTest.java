package org.tune4j.search;

class RandomSearchTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "random_search";
  }
}
