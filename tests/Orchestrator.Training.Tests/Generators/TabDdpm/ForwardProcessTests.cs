using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Generators.TabDdpm;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.TabDdpm;

public sealed class ForwardProcessTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void Cosine_schedule_keeps_what_its_closed_form_says(int times)
    {
        var schedule = NoiseSchedule.Cosine(times);
        double Kept(double t) => Math.Pow(Math.Cos(((t / times) + 0.008) / 1.008 * Math.PI / 2), 2);

        for (var t = 0; t < times - 1; t++)
            Assert.Equal(Kept(t + 1) / Kept(0), schedule.Kept(t), 9);
        Assert.Equal(0.999, schedule.Lost(times - 2, times - 1), 9);
        Assert.Equal((1, 0), (schedule.Kept(-1), schedule.Lost(-1)));
    }

    [Fact]
    public void Linear_schedule_has_its_betas()
    {
        var schedule = NoiseSchedule.Linear(1000);

        Assert.Equal(0.0001, schedule.Lost(-1, 0), 12);
        Assert.Equal(0.02, schedule.Lost(998, 999), 12);
    }

    [Fact]
    public void Times_left_out_lie_evenly_from_the_last_to_the_first()
    {
        var schedule = NoiseSchedule.Cosine(101);

        Assert.Equal([100, 75, 50, 25, 0], schedule.Descending(5));
        Assert.Equal(Enumerable.Range(0, 101).Reverse(), schedule.Descending(0));
        Assert.Equal(schedule.Descending(0), schedule.Descending(500));
        Assert.Equal([100], schedule.Descending(1));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 8)]
    [InlineData(9, 19)]
    public void Categories_at_a_time_have_the_shares_of_the_closed_form(int categories, int time)
    {
        const int Draws = 200_000;
        var schedule = NoiseSchedule.Cosine(20);
        var table = new CategoryTable(schedule, categories);
        var uniforms = new float[Draws];
        new RandomStream(NeuralTables.Key(1), RandomPurpose.Noise).Uniform(0, uniforms);

        var counts = new int[categories];
        foreach (var uniform in uniforms)
            counts[table.Noised(schedule.Kept(time), 1, uniform)]++;

        for (var c = 0; c < categories; c++)
        {
            var share = (c == 1 ? schedule.Kept(time) : 0) + (schedule.Lost(time) / categories);
            Assert.Equal(share, counts[c] / (double)Draws, 5 * Math.Sqrt(share * (1 - share) / Draws));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Posterior_of_categories_equals_brute_force_over_transition_matrices(int categories)
    {
        var schedule = NoiseSchedule.Cosine(12);
        var table = new CategoryTable(schedule, categories);
        var before = Identity(categories);
        var posterior = new float[categories];
        for (var t = 0; t < 12; t++)
        {
            var step = Transition(schedule.Lost(t - 1, t), categories);
            for (var start = 0; start < categories; start++)
            {
                for (var current = 0; current < categories; current++)
                {
                    var joint = Enumerable.Range(0, categories).Select(k => before[start, k] * step[k, current]).ToList();
                    table.Posterior(t, start, current, posterior);
                    for (var k = 0; k < categories; k++)
                        Assert.Equal(joint[k] / joint.Sum(), posterior[k], 1e-6);
                }
            }

            before = Product(before, step);
        }
    }

    [Fact]
    public void Batch_is_the_mixture_of_rows_and_noise_at_times_of_their_own()
    {
        const int Rows = 40;
        var settings = TabDdpmSettings.Read(DiffusionTables.Settings(DiffusionTables.Small));
        var task = DiffusionTables.Task(3, DiffusionTables.Known(Rows, 5));
        var codec = new DiffusionCodec(task.Table, 0, true);
        var replica = new DiffusionReplica(0, task, codec, settings, Rows);
        using var engine = new SimdEngine(1);
        var batch = new DiffusionBatch(engine, codec.Shape, Rows);
        var (noise, times, normals) = (new List<double>(), new List<double>(), codec.Normals(task.Table));
        for (var step = 0; step < 500; step++)
        {
            replica.Stage(engine, 0, batch, step);
            var noised = engine.Stage(batch.Noised, 0).ToArray();
            var drawn = engine.Stage(batch.Noise, 0).ToArray();
            var starts = new List<(float, float)>();
            for (var i = 0; i < Rows; i++)
            {
                var time = (int)engine.Stage(batch.Times, 0)[i];
                times.Add(time);
                var (kept, lost) = (Math.Sqrt(settings.Noise.Kept(time)), Math.Sqrt(settings.Noise.Lost(time)));
                double Start(int j) => (noised[(i * 16) + j] - (lost * drawn[(i * 16) + j])) / kept;
                noise.AddRange([drawn[i * 16], drawn[(i * 16) + 1]]);
                if (time < 15)
                    starts.Add(((float)Math.Round(Start(0), 2), (float)Math.Round(Start(1), 2)));
                Assert.Equal(1, noised[(i * 16) + 2] + noised[(i * 16) + 3] + noised[(i * 16) + 4]);
                Assert.Equal(1, noised[(i * 16) + 5] + noised[(i * 16) + 6]);
            }

            // A batch as large as the table is a permutation of it.
            Assert.All(starts, start => Assert.Contains(
                Enumerable.Range(0, Rows),
                r => Math.Abs(normals[r * 2] - start.Item1) < 0.02 && Math.Abs(normals[(r * 2) + 1] - start.Item2) < 0.02));
        }

        Assert.Equal(0, noise.Average(), 0.02);
        Assert.Equal(1, noise.Average(value => value * value), 0.03);
        Assert.Equal(9.5, times.Average(), 0.2);
        Assert.Equal((0, 19), (times.Min(), times.Max()));
    }

    private static double[,] Identity(int size) => Transition(0, size);

    private static double[,] Transition(double lost, int size)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                matrix[i, j] = (i == j ? 1 - lost : 0) + (lost / size);
        }

        return matrix;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var size = a.GetLength(0);
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                product[i, j] = Enumerable.Range(0, size).Sum(k => a[i, k] * b[k, j]);
        }

        return product;
    }
}
