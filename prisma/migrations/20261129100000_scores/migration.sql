-- Average scores (平均得分) of 预算绩效管理 are entered beside money and counts: points with two decimals.
ALTER TYPE "measure" ADD VALUE 'score';
