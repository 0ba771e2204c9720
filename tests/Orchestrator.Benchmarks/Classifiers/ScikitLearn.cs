using System.Runtime.InteropServices;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Classifiers;

/// <summary>A Python process that fits scikit-learn's models on one thread and says how long each took.</summary>
internal sealed class ScikitLearn : IDisposable
{
    private const string Program = """
        import sys, time, warnings
        warnings.filterwarnings('ignore')
        import numpy as np
        from sklearn.linear_model import LogisticRegression
        from sklearn.svm import SVC
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.tree import DecisionTreeClassifier
        from sklearn.neighbors import KNeighborsClassifier
        from sklearn.naive_bayes import GaussianNB
        make = {'logreg': lambda s: LogisticRegression(solver='liblinear'), 'svc': lambda s: SVC(),
                'random-forest': lambda s: RandomForestClassifier(random_state=s),
                'decision-tree': lambda s: DecisionTreeClassifier(random_state=s),
                'knn': lambda s: KNeighborsClassifier(3), 'gaussian-nb': lambda s: GaussianNB()}
        print('ready', flush=True)
        for line in sys.stdin:
            word = line.split()
            if word[0] == 'load':
                n, m, d = map(int, word[2:])
                all = np.fromfile(word[1]).reshape(n + m, d + 1)
                X, y, T = all[:n, :d].copy(), all[:n, d].astype(int), all[n:, :d].copy()
                print('loaded', flush=True)
            else:
                times = int(word[2])
                t = time.process_time()
                for _ in range(times):
                    make[word[0]](int(word[1])).fit(X, y).predict(T)
                print((time.process_time() - t) * 1000 / times, flush=True)
        """;

    private readonly PythonProgram _program;

    private ScikitLearn(PythonProgram program) => _program = program;

    /// <summary>Starts it; null, with what lacks on the console, where it cannot run.</summary>
    public static ScikitLearn? Start() =>
        PythonProgram.Start(["-c", Program], "python3-sklearn libopenblas0-pthread") is { } program
            ? new ScikitLearn(program)
            : null;

    /// <summary>Hands the tables over.</summary>
    public void Load(PassengerTable table)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            {
                Write(file, table.Train, table.TrainLabels);
                Write(file, table.Test, table.TestLabels);
            }

            _ = _program.Ask($"load {path} {table.Train.Rows} {table.Test.Rows} {table.Train.Columns}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The CPU milliseconds of one fit and prediction, the mean of so many.</summary>
    public double Measure(string model, int seed, int times = 1) => _program.Numbers($"{model} {seed} {times}")[0];

    public void Dispose() => _program.Dispose();

    private static void Write(FileStream file, Matrix features, int[] labels)
    {
        for (var i = 0; i < features.Rows; i++)
        {
            file.Write(MemoryMarshal.AsBytes(features.Row(i)));
            file.Write(BitConverter.GetBytes((double)labels[i]));
        }
    }
}
