namespace Orchestrator.Sweeps.Tests.Specs;

public sealed class Probe
{
    [Fact]
    public void Probe_all()
    {
        string[][] cases =
        [
            ["fractions: [0.3, 0.5, 1.2]"], ["fractions: 0..1 step 0.1"], ["fractions: 0.3..0.8"], ["fractions: 0.8..0.3 step 0.1"],
            ["fractions: 0.3..0.8 step 0"], ["fractions: 0.3..0.8 step -0.1"], ["fractions: []"], ["fractions:"], ["fractions: [0.3..0.5 step 0.1, 0.40]"],
            ["fractions: ['0.3', abc, [1], {a: 1}, 1e99, .nan, ~]"], ["fractions: 0.000001..1 step 0.000001"], ["fractions: 0.3.. step 1"],
            ["boosts: 0..2 step 0.5"], ["boosts: [0, 1001]"], ["boosts: -1"], ["generators: wgan-gp"], ["boosts: 1", "generators: [wgan-gp, wgangp, {dcgan: {x: 1}}]"],
            ["boosts: 1", "generators:", "  - wgan-gp", "  - wgan-gp: {epochs: 40}", "  - wgan-gp: {epochs: 20.5, learning-rate: -1, sound: yes, activation: rellu, epoks: 3}"],
            ["boosts: 1", "generators:", "  - wgan-gp:", "    epochs: 20"], ["boosts: 1", "generators: {wgan-gp: 20}"],
            ["seeds: 0"], ["seeds: 1000000"], ["seeds: [0, 1, 1.5, -1, 3000000000, 0]"], ["seeds: 0..200000"], ["seeds: x"], ["seeds: []"], ["seeds: 1..10 step 0.5"],
            ["split: 0.2"], ["split: {test: 1, stratified: yes, seed: per-sed, shuffle: 1}"], ["metric: acuracy"], ["attempts: 0"], ["attempts: '2'"],
            ["name: b"], ["fractons: 1"], ["? [a]", ": 1"], ["seeds: &x 3"], ["seeds: *x"], ["seeds: !!int 3"], ["---", "a: 1"], ["seeds: [1, 2"], ["seeds: \"a"], ["\tseeds: 3"], ["seeds: 3: 4"],
            ["metric: [[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]"], ["metric: \"a\\nb\""], ["%"],
        ];
        foreach (var c in cases)
        {
            Console.WriteLine("## " + string.Join(" | ", c));
            foreach (var p in Reading.ProblemsOrNone(c))
                Console.WriteLine("   " + p);
        }

        foreach (var text in new[] { "", "# only\n", "- a\n", "abc\n", "{}", "name: -x\ndataset: titanik\nmodels: []\n", "name: [a]\ndataset: {file: x.csv, columns: {age: num, b: {scaling: max}, c: {kind: categorical, scaling: none, imputation: mean}, c: numeric}}\nmodels: {}\n" })
        {
            Console.WriteLine("## " + text.Replace("\n", " | "));
            foreach (var p in Reading.Problems(text))
                Console.WriteLine("   " + p);
        }
    }
}
