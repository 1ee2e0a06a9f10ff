/** A statement of the story, with what TiDB calls its jobs. */
export interface StoryStep {
  readonly sql: string;
  /** Numbers of TiDB's actions, one for each job; empty for what is no DDL of its own. */
  readonly types: readonly number[];
  /** Whether older servers may refuse it. @defaultValue `false` */
  readonly optional?: boolean;
}

const step = (types: readonly number[], sql: string): StoryStep => ({ sql, types });
const newer = (types: readonly number[], sql: string): StoryStep => ({ sql, types, optional: true });

/**
 * Every kind of DDL that SQL can ask for, each on what those before have left. Names of databases are `$db`, of which
 * there are others that begin with it; the current database is `$db` throughout.
 */
export const DDL_STORY: readonly StoryStep[] = [
  step([1], 'CREATE DATABASE $db_b'),
  step([26], 'ALTER DATABASE $db_b CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci'),
  step([1], 'CREATE DATABASE IF NOT EXISTS $db_c'),
  step([], 'CREATE DATABASE IF NOT EXISTS $db_c'),

  step([3], 'CREATE TABLE t (id INT PRIMARY KEY NONCLUSTERED, a INT, b VARCHAR(20), c INT) -- a comment; with ; in it'),
  step([3], "CREATE TABLE `odd ``name``; x` (id INT PRIMARY KEY, `a``b` INT COMMENT 'x;y')"),
  step([], 'CREATE TABLE IF NOT EXISTS t (id INT)'),
  step([3], 'CREATE TABLE u LIKE t'),
  step([], "INSERT INTO t VALUES (1, 1, '1', 1), (2, 2, '2', 2)"),

  step([5], 'ALTER TABLE t ADD COLUMN d INT DEFAULT 7 FIRST'),
  step([5], "ALTER TABLE t ADD COLUMN e VARCHAR(10) NOT NULL DEFAULT 'x' AFTER a"),
  step([12], 'ALTER TABLE t MODIFY COLUMN a BIGINT'),
  step([12], 'ALTER TABLE t MODIFY COLUMN b INT'),
  step([12], 'ALTER TABLE t CHANGE COLUMN b b2 VARCHAR(5)'),
  step([12], 'ALTER TABLE t RENAME COLUMN b2 TO b'),
  step([15], "ALTER TABLE t ALTER COLUMN e SET DEFAULT 'y'"),
  step([15], 'ALTER TABLE t ALTER COLUMN e DROP DEFAULT'),
  step([61], 'ALTER TABLE t ADD COLUMN f INT, ADD COLUMN g INT, DROP COLUMN d'),
  step([6], 'ALTER TABLE t DROP COLUMN g'),

  step([7], 'ALTER TABLE t ADD INDEX i (a)'),
  step([7], 'CREATE UNIQUE INDEX j ON t (c)'),
  step([18], 'ALTER TABLE t RENAME INDEX i TO k'),
  step([41], 'ALTER TABLE t ALTER INDEX k INVISIBLE'),
  step([41], 'ALTER TABLE t ALTER INDEX k VISIBLE'),
  step([8], 'DROP INDEX j ON t'),
  step([61], 'ALTER TABLE t ADD INDEX l (a), ADD INDEX m (c), DROP INDEX k'),
  step([33], 'ALTER TABLE t DROP PRIMARY KEY'),
  step([32], 'ALTER TABLE t ADD PRIMARY KEY (id) NONCLUSTERED'),

  step([17], "ALTER TABLE t COMMENT = 'it''s; here'"),
  step([22], 'ALTER TABLE u CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci'),
  step([13], 'ALTER TABLE u AUTO_INCREMENT = 1000'),
  step([39], 'ALTER TABLE u AUTO_ID_CACHE = 200'),
  step([3], 'CREATE TABLE r (id BIGINT AUTO_RANDOM(5) PRIMARY KEY)'),
  step([40], 'ALTER TABLE r AUTO_RANDOM_BASE = 5000'),
  step([16], 'ALTER TABLE u SHARD_ROW_ID_BITS = 3'),
  step([49], "ALTER TABLE t ATTRIBUTES 'merge_option=allow'"),

  step([14], 'RENAME TABLE u TO u2'),
  step([14], 'ALTER TABLE u2 RENAME TO $db_b.u3'),
  step([3], 'CREATE TABLE x (id INT PRIMARY KEY)'),
  step([3], 'CREATE TABLE y (id INT PRIMARY KEY)'),
  step([47], 'RENAME TABLE x TO z, y TO x, z TO y'),
  step([11], 'TRUNCATE TABLE x'),
  step([4, 4], 'DROP TABLE x, y'),
  step([25], 'RECOVER TABLE y'),
  step([11], 'TRUNCATE TABLE y'),
  step([25], 'FLASHBACK TABLE y TO y_before'),
  step([4], 'DROP TABLE y'),
  step([], 'DROP TABLE IF EXISTS nothing_here'),

  step(
    [3],
    'CREATE TABLE p (id INT, n INT, PRIMARY KEY (id)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20))',
  ),
  step([19], 'ALTER TABLE p ADD PARTITION (PARTITION p2 VALUES LESS THAN (30), PARTITION p3 VALUES LESS THAN (40))'),
  step([], 'INSERT INTO p VALUES (1, 1), (11, 1), (21, 1), (31, 1)'),
  step([23], 'ALTER TABLE p TRUNCATE PARTITION p0'),
  step([20], 'ALTER TABLE p DROP PARTITION p3'),
  step([3], 'CREATE TABLE plain (id INT, n INT, PRIMARY KEY (id))'),
  step([], 'INSERT INTO plain VALUES (12, 2)'),
  step([42], 'ALTER TABLE p EXCHANGE PARTITION p1 WITH TABLE plain'),
  newer(
    [64],
    'ALTER TABLE p REORGANIZE PARTITION p0, p1 INTO (PARTITION q0 VALUES LESS THAN (5), PARTITION q1 VALUES LESS THAN (20))',
  ),
  newer([72], 'ALTER TABLE p REMOVE PARTITIONING'),
  newer([71], 'ALTER TABLE p PARTITION BY HASH (id) PARTITIONS 3'),
  step([50], "ALTER TABLE plain ATTRIBUTES ''"),

  step([21], 'CREATE VIEW v AS SELECT id, a FROM t'),
  step([21], 'CREATE OR REPLACE VIEW v AS SELECT id FROM t'),
  step([24], 'DROP VIEW v'),
  step([34], 'CREATE SEQUENCE s START WITH 5'),
  step([35], 'ALTER SEQUENCE s INCREMENT BY 2'),
  step([36], 'DROP SEQUENCE s'),

  newer([3], 'CREATE TABLE parent (id INT PRIMARY KEY)'),
  newer([3], 'CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, KEY (parent_id))'),
  newer([9], 'ALTER TABLE child ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent (id)'),
  newer([10], 'ALTER TABLE child DROP FOREIGN KEY fk'),
  newer([43], 'ALTER TABLE child ADD CONSTRAINT positive CHECK (id > 0)'),
  newer([45], 'ALTER TABLE child ALTER CONSTRAINT positive NOT ENFORCED'),
  newer([44], 'ALTER TABLE child DROP CONSTRAINT positive'),

  newer([3], 'CREATE TABLE ttl (id INT PRIMARY KEY, at DATETIME)'),
  newer([65], 'ALTER TABLE ttl TTL = `at` + INTERVAL 1 DAY'),
  newer([67], 'ALTER TABLE ttl REMOVE TTL'),
  step([57], 'ALTER TABLE plain CACHE'),
  step([59], 'ALTER TABLE plain NOCACHE'),
  newer([], 'CREATE PLACEMENT POLICY IF NOT EXISTS tivalve_spec FOLLOWERS = 2'),
  newer([56], 'ALTER TABLE plain PLACEMENT POLICY = tivalve_spec'),
  newer([55], 'ALTER DATABASE $db_b PLACEMENT POLICY = tivalve_spec'),
  newer([55], 'ALTER DATABASE $db_b PLACEMENT POLICY = default'),
  newer([56], 'ALTER TABLE plain PLACEMENT POLICY = default'),
  newer([], 'DROP PLACEMENT POLICY IF EXISTS tivalve_spec'),

  step([2], 'DROP DATABASE $db_c'),
  newer([63], 'FLASHBACK DATABASE $db_c'),
  step([2], 'DROP DATABASE $db_b'),
];
